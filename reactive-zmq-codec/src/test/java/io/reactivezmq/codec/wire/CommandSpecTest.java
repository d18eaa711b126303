package io.reactivezmq.codec.wire;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 37, sections \"Framing\" and \"Commands\"")
class CommandSpecTest {

    @Test
    @DisplayName("ready = command-size %d5 \"READY\" metadata")
    void readyOfADealerHasTheBytesOfLibzmq() {
        Metadata properties = Metadata.empty()
                .with(Metadata.SOCKET_TYPE, Hex.bytes("'DEALER'")).with(Metadata.IDENTITY, new byte[0]);
        assertThatBytes(encoded(out -> ReadyCommand.encode(out, properties)))
                .isExactly("04 29 05 'READY' 0B 'Socket-Type' 00000006 'DEALER' 08 'Identity' 00000000");
    }

    @Test
    @DisplayName("command-size = %x04 short-size | %x06 long-size")
    void aBodyOf255BytesIsShortAndOneMoreIsLong() {
        byte[] topic = Hex.bytes("61*245");
        assertThatBytes(encoded(out -> SubscribeCommand.encode(out, topic))).isExactly("04 FF 09 'SUBSCRIBE' 61*245");
        byte[] longer = Hex.bytes("61*246");
        assertThatBytes(encoded(out -> SubscribeCommand.encode(out, longer)))
                .isExactly("06 00*6 01 00 09 'SUBSCRIBE' 61*246");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 245, 246, 248, 249, 10_000})
    void theEncodedSizeIsThatOfTheWholeFrame(int topicSize) {
        byte[] topic = new byte[topicSize];
        assertThat(encoded(out -> SubscribeCommand.encode(out, topic))).hasSize(SubscribeCommand.encodedSize(topicSize));
        assertThat(encoded(out -> CancelCommand.encode(out, topic))).hasSize(CancelCommand.encodedSize(topicSize));
    }

    @Test
    @DisplayName("subscribe = command-size %d9 \"SUBSCRIBE\" subscription; libzmq's test_mock_pub_sub")
    void subscribeAndCancelCarryTheTopicAsItIs() {
        assertThatBytes(encoded(out -> SubscribeCommand.encode(out, Hex.bytes("'A'")))).isExactly("04 0B 09 'SUBSCRIBE' 'A'");
        assertThatBytes(encoded(out -> CancelCommand.encode(out, Hex.bytes("'A'")))).isExactly("04 08 06 'CANCEL' 'A'");
        assertThatBytes(SubscribeCommand.decode(Hex.bytes("09 'SUBSCRIBE' FF 00")).topic()).isExactly("FF 00");
        assertThatBytes(SubscribeCommand.decode(Hex.bytes("09 'SUBSCRIBE'")).topic()).isEmpty();
        assertThatBytes(CancelCommand.decode(Hex.bytes("06 'CANCEL' FF 00")).topic()).isExactly("FF 00");
    }

    @Test
    @DisplayName("ping = command-size %d4 \"PING\" ping-ttl ping-context")
    void pingCarriesTimeToLiveAndContext() {
        assertThatBytes(encoded(out -> PingCommand.encode(out, 300, Hex.bytes("'hi'"))))
                .isExactly("04 09 04 'PING' 01 2C 'hi'");
        assertThat(PingCommand.decode(Hex.bytes("04 'PING' 01 2C 'hi'"))).isEqualTo(new PingCommand(300, Hex.bytes("'hi'")));
    }

    @Test
    @DisplayName("pong = command-size %d4 \"PONG\" ping-context")
    void pongCarriesTheContext() {
        assertThatBytes(encoded(out -> PongCommand.encode(out, Hex.bytes("'hi'")))).isExactly("04 07 04 'PONG' 'hi'");
        assertThat(PongCommand.decode(Hex.bytes("04 'PONG' 'hi'"))).isEqualTo(new PongCommand(Hex.bytes("'hi'")));
    }

    @Test
    @DisplayName("D2: PING context 16 -> echoed exactly; 17+ -> truncated to 16")
    void aContextIsCutTo16Bytes() {
        assertThatBytes(PingCommand.decode(Hex.bytes("04 'PING' 0000 61*16")).context()).isExactly("61*16");
        assertThatBytes(PingCommand.decode(Hex.bytes("04 'PING' 0000 61*16 62")).context()).isExactly("61*16");
        assertThatBytes(encoded(out -> PongCommand.encode(out, Hex.bytes("61*16 62")))).isExactly("04 15 04 'PONG' 61*16");
        assertThatBytes(PongCommand.decode(Hex.bytes("04 'PONG' 61*17")).context()).isExactly("61*16");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"0000, 0", "0001, 1", "7FFF, 32767", "8000, 32768", "FFFF, 65535"})
    @DisplayName("D4: TTL FFFF -> 6 553.5 s, no wrap")
    void theTimeToLiveIsUnsigned(String wire, int deciseconds) {
        assertThat(PingCommand.decode(Hex.bytes("04 'PING'", wire)).ttlDeciseconds()).isEqualTo(deciseconds);
        assertThatBytes(encoded(out -> PingCommand.encode(out, deciseconds, new byte[0])))
                .isExactly("04 07 04 'PING'", wire);
    }

    @Test
    void aTimeToLiveThatDoesNotFitIsTheCallersFault() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PingCommand(65536, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new PingCommand(-1, new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"04 'PING'", "04 'PING' 00"})
    @DisplayName("libzmq over-reads a PING without TTL; it is a violation here")
    void aPingWithoutTimeToLiveIsRefused(String body) {
        assertViolation(Violation.MALFORMED_COMMAND, () -> PingCommand.decode(Hex.bytes(body)));
    }

    @Test
    @DisplayName("error = command-size %d5 \"ERROR\" error-reason")
    void errorCarriesTheReason() {
        assertThatBytes(encoded(out -> ErrorCommand.encode(out, "no"))).isExactly("04 09 05 'ERROR' 02 'no'");
        assertThat(ErrorCommand.decode(Hex.bytes("05 'ERROR' 02 'no'")).reason()).isEqualTo("no");
        assertThat(ErrorCommand.decode(Hex.bytes("05 'ERROR' 00")).reason()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"05 'ERROR'", "05 'ERROR' FF 'x'", "05 'ERROR' 01", "05 'ERROR' 01 'xy'"})
    @DisplayName("B16: reason length lies -> parsed safely")
    void aReasonOfAnotherLengthIsRefused(String body) {
        assertViolation(Violation.MALFORMED_COMMAND, () -> ErrorCommand.decode(Hex.bytes(body)));
    }

    @Test
    void aReasonCannotForgeLogLines() {
        assertThat(ErrorCommand.decode(Hex.bytes("05 'ERROR' 06 'a' 0D 0A 1B 5C FF")).reason())
                .isEqualTo("a\\x0D\\x0A\\x1B\\x5C\\xFF");
        assertThat(ErrorCommand.decode(Hex.bytes("05 'ERROR' FF 61*255")).reason()).isEqualTo("a".repeat(64) + "...");
    }

    @Test
    void aReasonThatDoesNotFitIsTheCallersFault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoded(out -> ErrorCommand.encode(out, "x".repeat(256))));
    }

    @Test
    void aBodyOfAnotherCommandIsRefused() {
        assertViolation(Violation.UNEXPECTED_COMMAND, () -> PongCommand.decode(Hex.bytes("04 'PING' 00 00")));
        assertViolation(Violation.MALFORMED_COMMAND, () -> PongCommand.decode(new byte[0]));
        assertViolation(Violation.MALFORMED_COMMAND, () -> ReadyCommand.decode(Hex.bytes("05 'READ'"), 1));
    }

    @Test
    void commandsAreValues() {
        byte[] topic = Hex.bytes("01");
        SubscribeCommand command = new SubscribeCommand(topic);
        topic[0] = 2;
        command.topic()[0] = 3;
        assertThat(command).isEqualTo(new SubscribeCommand(Hex.bytes("01"))).hasSameHashCodeAs(
                new SubscribeCommand(Hex.bytes("01"))).hasToString("SUBSCRIBE[\\x01]");
    }

    private static byte[] encoded(Consumer<ByteBuf> encoder) {
        ByteBuf out = Unpooled.buffer();
        encoder.accept(out);
        return Hex.copy(out);
    }

    private static void assertViolation(Violation violation, ThrowingCallable call) {
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(call)
                .satisfies(thrown -> assertThat(thrown.violation()).isEqualTo(violation));
    }
}
