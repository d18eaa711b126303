package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who publishes at the same time counts in those who came before, and nobody is forgotten. */
class AbreastTest {

    private static final ZmqMessage SMALL = ZmqMessage.of(new byte[10]);
    private static final ZmqMessage LARGE = ZmqMessage.of(new byte[5_000_000]);

    private final Abreast abreast = new Abreast();

    @Test
    void each_sees_those_who_came_before_and_are_not_done() {
        assertThat(abreast.enter(LARGE)).isZero();
        long one = abreast.enter(SMALL);
        long two = abreast.enter(SMALL);
        abreast.leave(LARGE, false);
        long without = abreast.enter(LARGE);

        assertThat(Abreast.messages(one)).isEqualTo(1);
        assertThat(Abreast.bytes(one)).isEqualTo(5_000_000);
        assertThat(Abreast.messages(two)).isEqualTo(2);
        assertThat(Abreast.bytes(two)).isEqualTo(5_000_010);
        assertThat(Abreast.messages(without)).isEqualTo(2);
        assertThat(Abreast.bytes(without)).isEqualTo(20);
    }

    @Test
    @DisplayName("who was before tells those it crowded out, once")
    void one_who_is_done_wakes_who_was_crowded_out() {
        abreast.enter(SMALL);
        abreast.enter(SMALL);
        assertThat(abreast.leave(SMALL, true)).as("the other is still there").isFalse();

        assertThat(abreast.leave(SMALL, false)).isTrue();
        abreast.enter(SMALL);
        assertThat(abreast.leave(SMALL, false)).isFalse();
    }

    @Test
    @DisplayName("the others have gone before they could see that they crowded somebody out: it tries again by itself")
    void the_last_one_wakes_itself() {
        abreast.enter(SMALL);
        abreast.enter(SMALL);
        abreast.enter(SMALL);
        assertThat(abreast.leave(SMALL, false)).isFalse();
        assertThat(abreast.leave(SMALL, true)).isFalse();

        assertThat(abreast.leave(SMALL, true)).isTrue();
    }
}
