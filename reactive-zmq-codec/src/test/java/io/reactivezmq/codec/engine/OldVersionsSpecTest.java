package io.reactivezmq.codec.engine;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.ZmtpVersion;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.options.ProtocolOptions;
import io.reactivezmq.core.options.SecurityOptions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 15 and RFC 13: peers of ZMTP 2.0 and 1.0, cut anywhere")
class OldVersionsSpecTest {

    private static final ProtocolOptions ALL = ProtocolOptions.builder().allowZmtp1(true).build();
    private static final ProtocolOptions NONE = ProtocolOptions.builder().allowZmtp2(false).build();

    // ---- 2.0

    @Test
    @DisplayName("RFC 15: greeting = signature revision socket-type identity; A12: on a NULL socket 2.0 is served (no READY, identity first)")
    void a_peer_of_version_20_tells_its_type_and_its_identity() {
        HandshakeRun run = everySplit(SocketType.ROUTER, "", ProtocolOptions.defaults(), "FF 00*8 7F 01 05 00 02 'id' 00 01 41");
        ZmtpPeer peer = run.succeeds();
        assertThat(peer).hasToString("DEALER peer, ZMTP 2.0, identity \"id\"");
        assertThat(peer.metadata()).isEmpty();
        assertThatBytes(run.sent()).isExactly("FF 00*8 7F 03 06 00 00");
        assertThatBytes(run.leftover()).isExactly("00 01 41");
    }

    @Test
    void a_peer_of_version_20_is_sent_our_identity_as_a_frame() {
        HandshakeRun run = everySplit(SocketType.DEALER, "me", ProtocolOptions.defaults(), "FF 00*8 7F 01 06 00 00");
        assertThat(run.succeeds().identity()).isEmpty();
        assertThatBytes(run.sent()).isExactly("FF 00*8 7F 03 05 00 02 'me'");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "FF 00*8 7F, FF 00*8 7F 03", "FF 00*8 7F 01, FF 00*8 7F 03 07", "FF 00*8 7F 01 08, FF 00*8 7F 03 07 00 00"})
    @DisplayName("the socket type goes out behind the peer's revision, the identity behind its type")
    void the_greeting_is_sent_step_by_step(String received, String sent) {
        assertThatBytes(HandshakeRun.of(SocketType.PULL, Hex.bytes(received)).isUnfinished().sent()).isExactly(sent);
    }

    @Test
    @DisplayName("libzmq takes the long form for small sizes, too")
    void an_identity_may_have_a_long_length() {
        assertThatBytes(everySplit(SocketType.ROUTER, "", ProtocolOptions.defaults(), "FF 00*8 7F 01 05 02 00*7 02 'id'")
                .succeeds().identity()).isExactly("'id'");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"SOCKET_TYPE_MISMATCH, FF 00*8 7F 01 07", "SOCKET_TYPE_MISMATCH, FF 00*8 7F 01 0C",
        "SOCKET_TYPE_MISMATCH, FF 00*8 7F 01 FF", "RESERVED_FLAGS, FF 00*8 7F 01 08 04 00", "RESERVED_FLAGS, FF 00*8 7F 01 08 08 00",
        "TOO_MANY_FRAMES, FF 00*8 7F 01 08 01 00 00 00", "NEGATIVE_LENGTH, FF 00*8 7F 01 08 02 FF*8",
        "MESSAGE_TOO_LARGE, FF 00*8 7F 01 08 02 00*4 7F FF FF FF"})
    @DisplayName("B3: the matrix of types holds for 2.0 peers; B9: an identity is one frame of a limited size")
    void what_a_peer_of_version_20_may_not_send(Violation violation, String received) {
        HandshakeRun run = everySplit(SocketType.PULL, "", ProtocolOptions.defaults(), received + " 00 00");
        run.failsWith(violation);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"FF 00*8 7F 01 05 02 00*6 01 00 61*256, 256 bytes", "FF 00*8 7F 01 05 00 02 00 61, 00"})
    @DisplayName("B9, B10: an identity of 256 bytes, or one that begins with 00 -> close")
    void identities_are_checked_as_in_version_3(String received, String detail) {
        everySplit(SocketType.ROUTER, "", ProtocolOptions.defaults(), received).failsWith(Violation.INVALID_IDENTITY, detail);
    }

    @Test
    void two_zero_can_be_refused() {
        everySplit(SocketType.PULL, "", NONE, "FF 00*8 7F 01 08 00 00")
                .failsWith(Violation.UNSUPPORTED_VERSION, "ZMTP 2.0 refused", "protocol.allowZmtp2");
    }

    // ---- 1.0

    @Test
    @DisplayName("RFC 13: the first frame is the identity; our signature is the header of ours, so its length counts")
    void an_unversioned_peer_tells_only_its_identity() {
        HandshakeRun run = everySplit(SocketType.ROUTER, "me", ALL, "03 00 'id' 02 00 41");
        assertThat(run.succeeds()).hasToString("peer, ZMTP 1.0, identity \"id\"");
        assertThat(run.succeeds().forwardsSubscriptions()).isFalse();
        assertThatBytes(run.sent()).isExactly("FF 00*7 03 7F 'me'");
        assertThatBytes(run.leftover()).isExactly("02 00 41");
    }

    @Test
    @DisplayName("01 00, the usual beginning: an empty identity")
    void an_unversioned_peer_may_be_anonymous() {
        HandshakeRun run = everySplit(SocketType.SUB, "", ALL, "01 00");
        assertThat(run.succeeds().identity()).isEmpty();
        assertThat(run.succeeds().socketType()).isNull();
        assertThatBytes(run.sent()).isExactly("FF 00*7 01 7F");
    }

    @Test
    @DisplayName("A10: signature end wrong (bit 0 clear) -> a 1.0 peer with a long header")
    void an_unversioned_peer_may_have_a_long_header() {
        assertThatBytes(everySplit(SocketType.ROUTER, "", ALL, "FF 00*7 03 00 'id'").succeeds().identity()).isExactly("'id'");
        assertThat(everySplit(SocketType.ROUTER, "", ALL, "FF 00*7 01 00").succeeds().identity()).isEmpty();
        everySplit(SocketType.ROUTER, "", ALL, "FF 00*8 7E").failsWith(Violation.MALFORMED_FRAME);
        everySplit(SocketType.ROUTER, "", ALL, "FF 00*7 01 7E").failsWith(Violation.RESERVED_FLAGS);
    }

    @Test
    @DisplayName("revision 00: greeting as in 2.0, frames as in 1.0")
    void a_versioned_peer_of_version_10_tells_its_type() {
        HandshakeRun run = everySplit(SocketType.PUB, "", ALL, "FF 00*8 7F 00 02 01 00 02 00 01");
        assertThat(run.succeeds().version()).isEqualTo(ZmtpVersion.ZMTP_1_0);
        assertThat(run.succeeds().forwardsSubscriptions()).isTrue();
        assertThatBytes(run.sent()).isExactly("FF 00*7 01 7F 03 01 01 00");
        assertThatBytes(run.leftover()).isExactly("02 00 01");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(quoteCharacter = '"', value = {
        "\"'GET / HTTP/1.1' 0D 0A\", HTTP?", "16 03 01 02 00 01, TLS?", "\"'SSH-2.0-x' 0D 0A\", SSH?", "0D 0A, PROXY", "00 00, 00"})
    @DisplayName("A6-A8 with 1.0 enabled: closed at the second byte, where an identity would have its flags")
    void strangers_are_still_recognised(String received, String hint) {
        everySplit(SocketType.PULL, "", ALL, received).failsWith(Violation.NOT_ZMTP, hint);
    }

    @Test
    @DisplayName("C11: an identity of 2 GiB is refused when it is announced")
    void an_announced_identity_costs_nothing() {
        everySplit(SocketType.PULL, "", ALL, "FF 00*4 7F FF FF FE 00").failsWith(Violation.MESSAGE_TOO_LARGE);
    }

    // ---- security

    @ParameterizedTest
    @ValueSource(strings = {"FF 00*8 7F 01 08 00 00", "FF 00*8 7F 00 08 01 00", "01 00", "FF 00*7 01 00"})
    @DisplayName("A11: ZMTP 2.0 or 1.0 on a PLAIN/CURVE socket -> always close (downgrade)")
    void a_secured_socket_serves_no_old_version(String received) {
        HandshakeRun run = HandshakeRun.of(settings(SocketType.PULL, "", ALL), new Secured(), List.of(Hex.bytes(received)));
        assertThatBytes(run.failsWith(Violation.UNSUPPORTED_VERSION, "security (PLAIN)").sent()).isExactly("FF 00*8 7F");
    }

    private static HandshakeRun everySplit(SocketType type, String identity, ProtocolOptions protocol, String received) {
        return HandshakeRun.ofEverySplit(settings(type, identity, protocol), Hex.bytes(received));
    }

    private static HandshakeSettings settings(SocketType type, String identity, ProtocolOptions protocol) {
        return new HandshakeSettings(type, Hex.bytes("'" + identity + "'"), HandshakeRun.MAX_COMMAND_SIZE, 64, protocol,
                SecurityOptions.defaults());
    }

    /** A mechanism that wants to know who is there. */
    private static final class Secured implements Mechanism {

        @Override
        public String name() {
            return "PLAIN";
        }

        @Override
        public boolean asServer() {
            return true;
        }

        @Override
        public void start(ByteBuf out) {
            throw new AssertionError("no greeting was complete");
        }

        @Override
        public void receive(byte[] body, ByteBuf out) {
            throw new AssertionError("no greeting was complete");
        }

        @Override
        public boolean isComplete() {
            return false;
        }

        @Override
        public Metadata peerMetadata() {
            throw new AssertionError("no greeting was complete");
        }
    }
}
