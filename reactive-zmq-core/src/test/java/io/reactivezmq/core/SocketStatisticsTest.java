package io.reactivezmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.Violation;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SocketStatisticsTest {

    private static SocketStatistics with(Map<DropReason, Long> dropped) {
        return new SocketStatistics(1, 2, 3, 4, 5, 6, 7, dropped, 8, HandshakeFailures.none());
    }

    @Test
    void drops_are_summed_over_all_reasons() {
        SocketStatistics statistics =
                with(Map.of(DropReason.SEND_HIGH_WATER_MARK, 40L, DropReason.CONNECTION_LOST, 2L));

        assertThat(statistics.droppedTotal()).isEqualTo(42);
        assertThat(statistics.dropped(DropReason.CONNECTION_LOST)).isEqualTo(2);
    }

    @Test
    void a_reason_that_never_occurred_counts_zero() {
        assertThat(with(Map.of()).dropped(DropReason.FILTERED)).isZero();
        assertThat(with(Map.of()).droppedTotal()).isZero();
    }

    @Test
    void numbers_of_two_sockets_add_up() {
        SocketStatistics one = new SocketStatistics(1, 2, 3, 4, 5, 6, 7, Map.of(DropReason.UNREAD, 1L), 8,
                new HandshakeFailures(Map.of(Violation.NOT_ZMTP, 1L), Map.of(), Map.of()));
        SocketStatistics other = new SocketStatistics(10, 20, 30, 40, 50, 60, 70, Map.of(DropReason.UNREAD, 2L), 80,
                new HandshakeFailures(Map.of(Violation.NOT_ZMTP, 2L), Map.of(), Map.of(ErrorCode.EPIPE, 4L)));

        assertThat(one.plus(other)).isEqualTo(new SocketStatistics(
                11, 22, 33, 44, 55, 66, 77, Map.of(DropReason.UNREAD, 3L), 88,
                new HandshakeFailures(Map.of(Violation.NOT_ZMTP, 3L), Map.of(), Map.of(ErrorCode.EPIPE, 4L))));
        assertThat(one.plus(SocketStatistics.none())).isEqualTo(one);
    }

    @Test
    void a_snapshot_does_not_change_with_the_map_it_was_made_from() {
        Map<DropReason, Long> live = new EnumMap<>(DropReason.class);
        SocketStatistics statistics = with(live);
        live.put(DropReason.FILTERED, 1L);

        assertThat(statistics.dropped()).isEmpty();
        assertThatThrownBy(() -> statistics.dropped().put(DropReason.FILTERED, 1L))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
