package io.reactivezmq.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViolationTest {

    private static final Set<Violation> LIMITS = EnumSet.of(
            Violation.HANDSHAKE_TOO_LARGE, Violation.MESSAGE_TOO_LARGE, Violation.TOO_MANY_FRAMES,
            Violation.TOPIC_TOO_LONG, Violation.TOO_MANY_SUBSCRIPTIONS);

    @ParameterizedTest
    @EnumSource
    void limits_are_emsgsize_and_the_rest_is_eproto(Violation violation) {
        assertThat(violation.code()).isEqualTo(LIMITS.contains(violation) ? ErrorCode.EMSGSIZE : ErrorCode.EPROTO);
        assertThat(new ZmqProtocolException(violation, "").code()).isEqualTo(violation.code());
    }

    @ParameterizedTest
    @EnumSource
    void a_violation_costs_no_stack_trace(Violation violation) {
        ZmqProtocolException error = new ZmqProtocolException(violation, "detail 7");

        assertThat(error.getStackTrace()).isEmpty();
        assertThat(error.violation()).isEqualTo(violation);
        assertThat(error.detail()).isEqualTo("detail 7");
        assertThat(error).hasMessage(violation.meaning() + ": detail 7");
    }

    @Test
    void a_violation_without_detail_is_its_meaning() {
        assertThat(new ZmqProtocolException(Violation.NOT_ZMTP, "")).hasMessage("not ZMTP");
    }

    @ParameterizedTest
    @EnumSource
    void only_a_stalled_message_is_worth_another_attempt(Violation violation) {
        assertThat(new ZmqProtocolException(violation, "").isRetryable())
                .isEqualTo(violation == Violation.STALLED_MESSAGE);
    }
}
