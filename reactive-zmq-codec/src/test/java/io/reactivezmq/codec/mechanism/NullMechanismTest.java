package io.reactivezmq.codec.mechanism;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RFC 37, section \"The NULL Security Mechanism\"")
class NullMechanismTest {

    private final NullMechanism mechanism = new NullMechanism(Metadata.empty().with("X-a", Hex.bytes("01")), 4, false);
    private final ByteBuf out = Unpooled.buffer();

    @Test
    @DisplayName("null = ready *message | error")
    void readyIsSentUnasked() {
        mechanism.start(out);
        assertThatBytes(out).isExactly("04 0F 05 'READY' 03 'X-a' 00000001 01");
        assertThat(mechanism.isComplete()).isFalse();
        assertThat(mechanism.name()).isEqualTo("NULL");
        assertThat(mechanism.asServer()).isFalse();
    }

    @Test
    void thePeersReadyCompletesItWithoutAnAnswer() {
        mechanism.receive(Hex.bytes("05 'READY' 03 'X-b' 00000000"), out);
        assertThat(mechanism.isComplete()).isTrue();
        assertThat(mechanism.peerMetadata().asMap()).containsOnlyKeys("X-b");
        assertThatBytes(out).isEmpty();
    }

    @Test
    void beforeReadyThePeerIsUnknown() {
        assertThatIllegalStateException().isThrownBy(mechanism::peerMetadata);
    }

    @Test
    @DisplayName("B15: READY twice -> close")
    void aSecondReadyIsRefused() {
        mechanism.receive(Hex.bytes("05 'READY'"), out);
        assertViolation(Violation.UNEXPECTED_COMMAND, "05 'READY'");
    }

    @Test
    @DisplayName("while it is judged, a peer that has sent READY has nothing to say but ERROR: no room is kept for more")
    void afterReadyOnlyAnErrorFits() {
        assertThat(mechanism.maxNextCommand()).isEqualTo(Integer.MAX_VALUE);
        mechanism.receive(Hex.bytes("05 'READY'"), out);
        assertThat(mechanism.maxNextCommand()).isEqualTo(262);
        assertViolation(Violation.PEER_ERROR, "05 'ERROR' FF " + "41".repeat(255));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "05 'ERROR' 03 '401', PEER_ERROR",
        "05 'ERROR' FF 'x', MALFORMED_COMMAND",
        "04 'PING' 0000, UNEXPECTED_COMMAND",
        "05 'HELLO' 00 00, UNEXPECTED_COMMAND",
        "04 'NOPE', UNEXPECTED_COMMAND",
        "\"\", MALFORMED_COMMAND",
        "00, MALFORMED_COMMAND",
        "06 'READY', MALFORMED_COMMAND",
        "05 'READY' 00, MALFORMED_METADATA"})
    void everythingElseEndsIt(String body, Violation violation) {
        assertViolation(violation, body);
        assertThat(mechanism.isComplete()).isFalse();
    }

    private void assertViolation(Violation violation, String body) {
        assertThatExceptionOfType(ZmqProtocolException.class)
                .isThrownBy(() -> mechanism.receive(Hex.bytes(body), out))
                .satisfies(thrown -> assertThat(thrown.violation()).isEqualTo(violation));
    }
}
