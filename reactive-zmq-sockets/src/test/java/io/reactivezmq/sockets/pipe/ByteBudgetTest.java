package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.ofSize;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteBudgetTest {

    @Test
    void it_is_spent_to_the_byte_and_no_further() {
        ByteBudget budget = new ByteBudget(10_000, 1);

        assertThat(budget.tryTake(ofSize(5_000))).isTrue();
        assertThat(budget.tryTake(ofSize(5_001))).isFalse();
        assertThat(budget.tryTake(ofSize(5_000))).isTrue();
        assertThat(budget.isSpent()).isTrue();
        assertThat(budget.tryTake(ofSize(4_096))).isFalse();
    }

    @Test
    void it_says_beforehand_what_it_would_take() {
        ByteBudget budget = new ByteBudget(10_000, 1);
        assertThat(budget.hasRoomFor(ofSize(50_000), 0)).as("alone").isTrue();
        budget.tryTake(ofSize(6_000));

        assertThat(budget.hasRoomFor(ofSize(4_000), 0)).isTrue();
        assertThat(budget.hasRoomFor(ofSize(4_097), 0)).isFalse();
        assertThat(budget.hasRoomFor(ofSize(10), 0)).as("not counted").isTrue();
    }

    @Test
    void what_was_refused_takes_nothing() {
        ByteBudget budget = new ByteBudget(10_000, 1);
        budget.tryTake(ofSize(6_000));

        budget.tryTake(ofSize(6_000));
        budget.giveBack(ofSize(6_000));

        assertThat(budget.tryTake(ofSize(10_000))).isTrue();
    }

    @Test
    @DisplayName("a message larger than the whole budget can be sent, alone")
    void one_message_of_any_size_fits_when_nothing_large_is_queued() {
        ByteBudget budget = new ByteBudget(5_000, 1);

        assertThat(budget.tryTake(ofSize(50_000))).isTrue();
        assertThat(budget.tryTake(ofSize(4_096))).isFalse();
    }

    @Test
    @DisplayName("messages below 4 KiB are not counted where their number alone keeps them within the limit")
    void small_messages_are_free_below_a_high_water_mark() {
        ByteBudget budget = new ByteBudget(5_000, 1);
        budget.tryTake(ofSize(5_000));

        for (int i = 0; i < 100; i++) {
            assertThat(budget.tryTake(ofSize(ByteBudget.FREE_SIZE - 1))).isTrue();
        }
        assertThat(budget.tryTake(ofSize(ByteBudget.FREE_SIZE))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 100_000})
    @DisplayName("ZMQ_SNDHWM 0, or one so high that small messages could break the limit: every byte counts")
    void small_messages_count_where_nothing_else_bounds_them(int highWaterMark) {
        ByteBudget budget = new ByteBudget(10_000, highWaterMark);

        for (int i = 0; i < 100; i++) {
            assertThat(budget.tryTake(ofSize(100))).isTrue();
        }
        assertThat(budget.tryTake(ofSize(1))).isFalse();
        budget.giveBack(ofSize(100));
        assertThat(budget.tryTake(ofSize(100))).isTrue();
    }

    @Test
    void zero_is_no_limit() {
        ByteBudget budget = new ByteBudget(0, 1);

        for (int i = 0; i < 100; i++) {
            assertThat(budget.tryTake(ofSize(100_000))).isTrue();
        }
        assertThat(budget.isSpent()).isFalse();
        assertThat(budget.isHalfSpent()).isFalse();
    }

    @Test
    void what_has_to_be_taken_is_taken_beyond_the_limit() {
        ByteBudget budget = new ByteBudget(5_000, 1);

        budget.take(ofSize(4_500));
        assertThat(budget.isSpent()).isFalse();
        budget.take(ofSize(4_500));

        assertThat(budget.isSpent()).isTrue();
        budget.giveBack(ofSize(4_500));
        assertThat(budget.isHalfSpent()).isTrue();
        budget.giveBack(ofSize(4_500));
        assertThat(budget.isHalfSpent()).isFalse();
    }
}
