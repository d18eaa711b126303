package io.reactivezmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandshakeFailuresTest {

    private final HandshakeFailures failures =
            new HandshakeFailures(Map.of(Violation.NOT_ZMTP, 3L), Map.of(SecurityFailure.REFUSED, 4L),
                    Map.of(ErrorCode.EPIPE, 2L, ErrorCode.ETIMEDOUT, 1L));

    @Test
    void the_total_is_the_sum_over_violations_refusals_and_codes() {
        assertThat(failures.total()).isEqualTo(10);
        assertThat(HandshakeFailures.none().total()).isZero();
    }

    @Test
    void a_failure_counts_under_its_violation_or_refusal_else_under_its_code() {
        ZmqException violation = new ZmqProtocolException(Violation.NOT_ZMTP, "HTTP?");
        ZmqException loss = new ZmqConnectionException(ErrorCode.EPIPE, "gone");

        assertThat(failures.of(violation)).isEqualTo(3);
        assertThat(failures.of(ZmqSecurityException.refusedByPeer(SecurityFailure.REFUSED))).isEqualTo(4);
        assertThat(failures.of(ZmqSecurityException.refused(SecurityFailure.NO_AUTHENTICATOR, ""))).isZero();
        assertThat(failures.of(loss)).isEqualTo(2);
        assertThat(failures.of(new ZmqConnectionException(ErrorCode.EIO, "never seen"))).isZero();
    }

    @Test
    void the_counts_do_not_change_with_the_maps_they_were_made_from() {
        Map<Violation, Long> live = new EnumMap<>(Violation.class);
        HandshakeFailures snapshot = new HandshakeFailures(live, Map.of(), Map.of());
        live.put(Violation.NOT_ZMTP, 1L);

        assertThat(snapshot.byViolation()).isEmpty();
        assertThatThrownBy(() -> snapshot.byViolation().put(Violation.NOT_ZMTP, 1L))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
