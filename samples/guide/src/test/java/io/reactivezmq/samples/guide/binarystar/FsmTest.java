package io.reactivezmq.samples.guide.binarystar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.samples.guide.binarystar.Fsm.SplitBrain;
import io.reactivezmq.samples.guide.binarystar.Fsm.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FsmTest {

    private static final long EXPIRY = 1000;

    @ParameterizedTest
    @CsvSource({
        "PRIMARY, BACKUP,  ACTIVE", "PRIMARY, ACTIVE,  PASSIVE", "PRIMARY, PASSIVE, PRIMARY", "PRIMARY, PRIMARY, PRIMARY",
        "BACKUP,  ACTIVE,  PASSIVE", "BACKUP,  PRIMARY, BACKUP", "BACKUP,  PASSIVE, BACKUP",
        "ACTIVE,  PASSIVE, ACTIVE", "ACTIVE,  PRIMARY, ACTIVE", "ACTIVE,  BACKUP,  ACTIVE",
        "PASSIVE, ACTIVE,  PASSIVE", "PASSIVE, PRIMARY, ACTIVE", "PASSIVE, BACKUP,  ACTIVE"})
    @DisplayName("what the other server is decides what this one becomes")
    void the_peer_decides(State state, State peer, State next) {
        assertThat(new Fsm(state, 0).heard(peer, EXPIRY)).isEqualTo(new Fsm(next, EXPIRY));
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE", "PASSIVE"})
    @DisplayName("two servers of the same part stop, and say so")
    void two_of_a_kind_are_an_error(State both) {
        assertThatThrownBy(() -> new Fsm(both, 0).heard(both, EXPIRY))
                .isInstanceOf(SplitBrain.class).hasMessageContaining("stop one of them");
    }

    @ParameterizedTest
    @CsvSource({"PASSIVE, ACTIVE", "PRIMARY, ACTIVE", "BACKUP, BACKUP", "ACTIVE, ACTIVE"})
    @DisplayName("a client's question makes who waits take over, once the other one is dead, and not before")
    void a_question_is_the_second_sign(State state, State next) {
        assertThat(new Fsm(state, EXPIRY).asked(EXPIRY - 1).state()).isEqualTo(state);
        assertThat(new Fsm(state, EXPIRY).asked(EXPIRY).state()).isEqualTo(next);
    }
}
