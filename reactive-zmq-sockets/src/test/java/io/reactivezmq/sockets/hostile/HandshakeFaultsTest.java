package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("B. Handshake commands")
class HandshakeFaultsTest {

    private final PullUnderAttack socket = new PullUnderAttack();

    @AfterEach
    void close() {
        socket.assertBystanderIsServed();
        socket.close();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @DisplayName("what is not one well-formed READY of a fitting type -> close, one event, nothing delivered")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "B1 no properties                 | 04 06 05 'READY'                                           | MALFORMED_METADATA",
        "B2 unknown type, lower case      | 04 19 05 'READY' 0B 'Socket-Type' 00000003 'pub'           | SOCKET_TYPE_MISMATCH",
        "B2 unknown type, 200 bytes       | 04 DE 05 'READY' 0B 'Socket-Type' 000000C8 'A'*200         | SOCKET_TYPE_MISMATCH",
        "B2 unknown type, empty           | 04 16 05 'READY' 0B 'Socket-Type' 00000000                 | SOCKET_TYPE_MISMATCH",
        "B4 name length 00                | 04 0B 05 'READY' 00 00000000                               | MALFORMED_METADATA",
        "B5 name beyond the command       | 04 0A 05 'READY' 0B 'Soc'                                  | MALFORMED_METADATA",
        "B5 command name beyond it        | 04 06 06 'READY'                                           | MALFORMED_COMMAND",
        "B5 no command name               | 04 00                                                      | MALFORMED_COMMAND",
        "B6 value length FF FF FF FF      | 04 1A 05 'READY' 0B 'Socket-Type' FFFFFFFF 'PUSH'          | MALFORMED_METADATA",
        "B6 value length 80 00 00 00      | 04 1A 05 'READY' 0B 'Socket-Type' 80000000 'PUSH'          | MALFORMED_METADATA",
        "B7 value one byte past the end   | 04 1A 05 'READY' 0B 'Socket-Type' 00000005 'PUSH'          | MALFORMED_METADATA",
        "B7 value length cut              | 04 14 05 'READY' 0B 'Socket-Type' 0000                     | MALFORMED_METADATA",
        "B12 READY of 2 MiB               | 06 00*5 20 00 00                                           | HANDSHAKE_TOO_LARGE",
        "B12 READY of 2^63 bytes          | 06 80 00*7                                                 | NEGATIVE_LENGTH",
        "B13 message before READY         | 00 01 41                                                   | UNEXPECTED_FRAME",
        "B13 long message before READY    | 02 00*4 3F FF FF FF                                        | UNEXPECTED_FRAME",
        "B16 reason length lies           | 04 08 05 'ERROR' FF 'x'                                    | MALFORMED_COMMAND",
        "B16 no reason                    | 04 06 05 'ERROR'                                           | MALFORMED_COMMAND",
        "B17 well-formed ERROR            | 04 08 05 'ERROR' 01 'x'                                    | PEER_ERROR",
        "another mechanism's command      | 04 06 05 'HELLO'                                           | UNEXPECTED_COMMAND",
        "PING before READY                | 04 07 04 'PING' 00 00                                      | UNEXPECTED_COMMAND",
        "SUBSCRIBE before READY           | 04 0A 09 'SUBSCRIBE'                                       | UNEXPECTED_COMMAND",
        "command with MORE                | 05 06 05 'READY'                                           | MALFORMED_COMMAND",
        "reserved flag                    | 0C 06 05 'READY'                                           | RESERVED_FLAGS",
    })
    void aHandshakeThatIsNoneIsRefused(String name, String hex, Violation violation) {
        RawPeer peer = socket.attacker().greet()
                .sendAsLongAsItIsTaken(Hex.join(Hex.bytes(hex), ready("PUSH"), message(Hex.bytes("'no'"))));
        socket.events().handshakeFailed(peer.address(), violation);
        peer.expectClosed();
        assertThat(socket.received).isEmpty();
    }

    @Test
    @DisplayName("B2: Socket-Type twice -> close")
    void anAmbiguousTypeIsRefused() {
        for (String second : List.of("PUSH", "PULL")) {
            RawPeer peer = socket.attacker().greet()
                    .send(ready(property("Socket-Type", "PUSH"), property("socket-type", second)));
            socket.events().handshakeFailed(peer.address(), Violation.MALFORMED_METADATA);
            peer.expectClosed();
        }
    }

    @Test
    @DisplayName("B8: properties are bounded in number; a READY at the limits is accepted")
    void propertiesAreBounded() {
        byte[][] most = IntStream.range(0, 64).mapToObj(i -> i == 0 ? property("Socket-Type", "PUSH") : property("X-" + i, "v"))
                .toArray(byte[][]::new);
        RawPeer fits = socket.attacker().greet().send(ready(most));
        socket.events().established(fits.address());

        byte[][] tooMany = Arrays.copyOf(most, 65);
        tooMany[64] = property("X-64", "v");
        RawPeer peer = socket.attacker().greet().send(ready(tooMany));
        socket.events().handshakeFailed(peer.address(), Violation.HANDSHAKE_TOO_LARGE);
    }

    @Test
    @DisplayName("B8, B12: limits.maxHandshakeCommandSize, limits.maxMetadataProperties: the limits are those of the options")
    void theLimitsOfAHandshakeCanBeSet() {
        byte[] type = property("Socket-Type", "PUSH");
        try (PullUnderAttack strict = new PullUnderAttack(changes -> changes
                .limits(limits -> limits.maxHandshakeCommandSize(512).maxMetadataProperties(2)))) {
            RawPeer fits = strict.attacker().greet().send(ready(type, property("X-A", new byte[400])));
            strict.events().established(fits.address());
            RawPeer large = strict.attacker().greet().send(ready(type, property("X-A", new byte[500])));
            strict.events().handshakeFailed(large.address(), Violation.HANDSHAKE_TOO_LARGE);
            RawPeer many = strict.attacker().greet().send(ready(type, property("X-A", "v"), property("X-B", "v")));
            strict.events().handshakeFailed(many.address(), Violation.HANDSHAKE_TOO_LARGE);
            strict.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("B9, B10: the types of this version have no identity: whatever a PUSH says about one means nothing")
    void anIdentityOfATypeWithoutMeansNothing() {
        for (byte[] identity : List.of(new byte[0], new byte[] {0, 1}, new byte[255], new byte[256])) {
            RawPeer peer = socket.attacker().greet()
                    .send(ready(property("Socket-Type", "PUSH"), property("Identity", identity)));
            socket.events().established(peer.address());
        }
    }

    static Stream<Named<SocketType>> served() {
        return Stream.of(SocketType.PUSH, SocketType.PULL, SocketType.PUB, SocketType.SUB)
                .map(type -> Named.of(type.wireName(), type));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("served")
    @DisplayName("B3: PUB<->REQ, PAIR<->DEALER, ... whole matrix -> rejected by us before any data")
    void everyTypeMeetsOnlyTheTypesThatItMayTalkTo(SocketType own) {
        Set<SocketType> accepted = EnumSet.noneOf(SocketType.class);
        try (ZmqContext zmq = TestContexts.create()) {
            ZmqSocket ours = open(zmq).apply(own);
            EventLog events = new EventLog(ours);
            var endpoint = ours.bindNow("tcp://127.0.0.1:*");
            for (SocketType type : SocketType.values()) {
                try (RawPeer peer = RawPeer.connectTo(endpoint)) {
                    peer.greet().sendAsLongAsItIsTaken(Hex.join(ready(type.wireName()), message(Hex.bytes("'x'"))));
                    if (own.accepts(type)) {
                        assertThat(events.established(peer.address()).peerType()).isEqualTo(type);
                        accepted.add(type);
                    } else {
                        ZmqException cause = events.handshakeFailed(peer.address());
                        EventLog.assertViolation(cause, Violation.SOCKET_TYPE_MISMATCH);
                        assertThat(cause).hasMessageContainingAll(type.wireName(), own.wireName());
                    }
                }
            }
        }
        assertThat(accepted).isEqualTo(switch (own) {
            case PUSH -> EnumSet.of(SocketType.PULL);
            case PULL -> EnumSet.of(SocketType.PUSH);
            case PUB -> EnumSet.of(SocketType.SUB, SocketType.XSUB);
            default -> EnumSet.of(SocketType.PUB, SocketType.XPUB);
        });
    }

    private static Function<SocketType, ZmqSocket> open(ZmqContext zmq) {
        return type -> switch (type) {
            case PUSH -> zmq.push();
            case PULL -> zmq.pull();
            case PUB -> zmq.pub();
            default -> zmq.sub();
        };
    }

    @Test
    @DisplayName("B15: READY twice -> close")
    void aSecondReadyIsRefused() {
        RawPeer peer = socket.attacker().greet().send(Hex.join(ready("PUSH"), ready("PUSH"), message(Hex.bytes("'no'"))));
        socket.events().established(peer.address());
        socket.events().disconnected(peer.address(), Violation.UNEXPECTED_COMMAND);
        peer.expectClosed();
        assertThat(socket.received).isEmpty();
    }

    @Test
    @DisplayName("B19: READY and 1 000 messages in one segment -> all delivered, in order")
    void messagesMayFollowReadyAtOnce() {
        byte[][] messages = IntStream.range(0, 1000).mapToObj(i -> message(Hex.bytes(String.format("%08X", i))))
                .toArray(byte[][]::new);
        RawPeer peer = socket.attacker().send(Hex.join(greeting(1, "NULL"), ready("PUSH"), Hex.join(messages)));
        socket.events().established(peer.address());
        for (int i = 0; i < 1000; i++) {
            assertThat(socket.next().frameAsInt(0)).isEqualTo(i);
        }
    }

    @Test
    @DisplayName("B20: READY split at every byte offset -> same result as unsplit")
    void aHandshakeMayComeInPieces() {
        byte[] ready = ready(property("Socket-Type", "PUSH"), property("X", "y"));
        byte[] behind = message(Hex.bytes("'behind'"));
        for (int cut = 1; cut < ready.length; cut++) {
            RawPeer peer = socket.attacker().greet();
            for (byte[] part : Fragmenter.cut(ready, cut)) {
                peer.send(part);
            }
            peer.send(behind);
            socket.events().established(peer.address());
            assertThat(socket.next().frameAsString(0)).isEqualTo("behind");
            peer.close();
        }
    }

    @Test
    @DisplayName("B20: greeting, READY and a message in single bytes")
    void everythingMayComeInSingleBytes() {
        RawPeer peer = socket.attacker();
        List<byte[]> bytes = new ArrayList<>(Fragmenter.singleBytes(
                Hex.join(greeting(1, "NULL"), ready("PUSH"), command("PONG"), message(Hex.bytes("'slow'")))));
        bytes.forEach(peer::send);
        socket.events().established(peer.address());
        assertThat(socket.next().frameAsString(0)).isEqualTo("slow");
    }
}
