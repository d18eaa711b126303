package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.number;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HeldMessagesTest {

    private final HeldMessages held = new HeldMessages(2);

    private boolean hold(int number) {
        assertThat(held.offer(number(number))).isTrue();
        return held.added();
    }

    private void takeNext(int number) {
        assertThat(held.next()).isEqualTo(number(number));
        held.taken();
    }

    @Test
    void the_first_message_begins_the_wait_and_those_behind_it_do_not() {
        assertThat(held.isWaiting()).isFalse();

        assertThat(hold(1)).isTrue();
        assertThat(hold(2)).isFalse();

        assertThat(held.isWaiting()).isTrue();
    }

    @Test
    void what_is_held_goes_out_in_its_order_and_then_the_wait_ends() {
        hold(1);
        hold(2);

        takeNext(1);
        takeNext(2);

        assertThat(held.next()).isNull();
        assertThat(held.endWait()).isTrue();
        assertThat(held.isWaiting()).isFalse();
    }

    @Test
    void a_message_that_still_finds_no_room_stays_the_next() {
        hold(1);

        assertThat(held.next()).isEqualTo(number(1));

        assertThat(held.next()).isEqualTo(number(1));
    }

    @Test
    @DisplayName("order: the wait does not end over a message that came after the last look, so those behind it are held, too")
    void a_message_added_after_the_last_look_keeps_up_the_wait() {
        hold(1);
        takeNext(1);
        assertThat(held.next()).isNull();

        assertThat(hold(2)).isFalse();

        assertThat(held.endWait()).isFalse();
        assertThat(held.isWaiting()).isTrue();
        takeNext(2);
        assertThat(held.next()).isNull();
        assertThat(held.endWait()).isTrue();
    }

    @Test
    void a_wait_may_begin_with_nothing_held() {
        assertThat(held.await()).isTrue();
        assertThat(held.await()).isFalse();

        assertThat(hold(1)).isFalse();
        takeNext(1);

        assertThat(held.next()).isNull();
        assertThat(held.endWait()).isTrue();
        assertThat(hold(2)).isTrue();
    }

    @Test
    void it_holds_no_more_than_it_has_room_for() {
        hold(1);
        hold(2);

        assertThat(held.offer(number(3))).isFalse();
    }
}
