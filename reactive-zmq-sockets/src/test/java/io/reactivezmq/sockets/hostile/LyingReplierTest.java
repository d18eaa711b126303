package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.sockets.hostile.ReqUnderAttack.answerTo;
import static io.reactivezmq.sockets.hostile.ReqUnderAttack.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@DisplayName("F5. A REP that lies: what is no reply is ignored and counted, the pending Mono is unaffected")
class LyingReplierTest {

    private static final byte[] DELIMITER = frame(0x01, new byte[0]);
    private static final int NUMBER_SIZE = 4;
    private static final int ROUNDS = 2_000;

    private ReqUnderAttack socket = new ReqUnderAttack(unchanged -> { });

    @AfterEach
    void close() {
        socket.assertBystanderIsServed();
        socket.close();
    }

    private void correlate() {
        socket.close();
        socket = new ReqUnderAttack(changes -> changes.request(request -> request.correlate(true)));
    }

    private static byte[] enveloped(String text) {
        return Hex.join(DELIMITER, message(Hex.bytes("'" + text + "'")));
    }

    private static byte[] enveloped(byte[] number, String text) {
        return Hex.join(frame(0x01, number), enveloped(text));
    }

    /** Reads a request that asks this, and returns its correlation number. */
    private static byte[] numberOf(RawPeer liar, String question) {
        liar.expect(new byte[] {0x01, NUMBER_SIZE});
        byte[] number = liar.read(NUMBER_SIZE);
        liar.expect(enveloped(question));
        return number;
    }

    /** Returns when the socket has taken in everything that the peer sent before. */
    private static void awaitTaken(RawPeer peer) {
        peer.send(command("PING", new byte[2], Hex.bytes("'now'"))).expect(command("PONG", Hex.bytes("'now'")));
    }

    private long dropped(DropReason reason) {
        return socket.req.statistics().dropped(reason);
    }

    @ParameterizedTest
    @DisplayName("F5: a reply without delimiter, or with nothing behind it")
    @ValueSource(strings = {"00 01 41", "00 00", "01 01 41 00 01 42", "01 01 41 00 00", "01 01 41 01 00 00 01 42"})
    void a_reply_without_envelope_is_none(String lie) {
        RawPeer liar = socket.accepted(socket.server());
        CompletableFuture<ZmqMessage> call = socket.ask("?");
        liar.expect(enveloped("?")).send(Hex.join(Hex.bytes(lie), enveloped("true")));

        assertThat(answerTo(call)).isEqualTo("true");
        assertThat(dropped(DropReason.UNEXPECTED_MESSAGE)).isOne();
    }

    @Test
    @DisplayName("F5: a reply with a wrong correlation id, a cut one, a longer one, none, or one behind the delimiter")
    void a_reply_with_another_number_is_none() {
        correlate();
        RawPeer liar = socket.accepted(socket.server());
        CompletableFuture<ZmqMessage> call = socket.ask("?");
        byte[] number = numberOf(liar, "?");
        byte[] wrong = number.clone();
        wrong[NUMBER_SIZE - 1] ^= 1;

        liar.send(Hex.join(enveloped(wrong, "lie"), enveloped(Arrays.copyOf(number, 3), "lie"),
                enveloped(Arrays.copyOf(number, 5), "lie"), enveloped("lie"), enveloped(new byte[0], "lie"),
                message(number), Hex.join(DELIMITER, frame(0x01, number), message(Hex.bytes("'lie'")))));
        liar.send(enveloped(number, "true"));

        assertThat(answerTo(call)).isEqualTo("true");
        assertThat(dropped(DropReason.UNEXPECTED_MESSAGE)).isEqualTo(7);
    }

    @Test
    @DisplayName("F5: a reply from another peer than the one that was asked")
    void a_reply_of_somebody_else_is_none() {
        RawPeer asked = socket.accepted(socket.server());
        CompletableFuture<ZmqMessage> call = socket.ask("?");
        asked.expect(enveloped("?"));
        RawPeer other = socket.accepted(socket.server());
        other.send(enveloped("lie"));
        awaitTaken(other);

        asked.send(enveloped("true"));

        assertThat(answerTo(call)).isEqualTo("true");
        assertThat(dropped(DropReason.STALE)).isOne();
    }

    @Test
    @DisplayName("F5: a reply that comes twice, and one that nobody asked for")
    void a_reply_beyond_the_first_is_none() {
        RawPeer liar = socket.accepted(socket.server());
        liar.send(enveloped("unasked"));
        awaitTaken(liar);
        CompletableFuture<ZmqMessage> first = socket.ask("1?");
        liar.expect(enveloped("1?")).send(Hex.join(enveloped("1"), enveloped("1 again")));
        awaitTaken(liar);
        CompletableFuture<ZmqMessage> second = socket.ask("2?");
        liar.expect(enveloped("2?")).send(enveloped("2"));

        assertThat(answerTo(first)).isEqualTo("1");
        assertThat(answerTo(second)).isEqualTo("2");
        assertThat(dropped(DropReason.STALE)).isEqualTo(2);
    }

    @Test
    @DisplayName("F5: a reply after the time-out: without a number its connection is closed, so that it answers nothing else")
    void a_late_reply_does_not_answer_the_next_question() {
        RawServer server = socket.server();
        RawPeer late = socket.accepted(server);
        CompletableFuture<ZmqMessage> given = timedOut(late, enveloped("1?"));
        late.sendAsLongAsItIsTaken(enveloped("1"));
        late.expectClosed();

        RawPeer again = socket.accepted(server);
        CompletableFuture<ZmqMessage> second = socket.ask("2?");
        again.expect(enveloped("2?")).send(enveloped("2"));

        assertThat(failureOf(given)).isInstanceOf(TimeoutException.class);
        assertThat(answerTo(second)).isEqualTo("2");
    }

    /** A call "1?" that was given up when the peer had read it. */
    private CompletableFuture<ZmqMessage> timedOut(RawPeer peer, byte[] question) {
        Sinks.Empty<Void> time = Sinks.empty();
        CompletableFuture<ZmqMessage> call = socket.req.request(ZmqMessage.of("1?")).timeout(time.asMono()).toFuture();
        peer.expect(question);
        time.tryEmitEmpty();
        return call;
    }

    @Test
    @DisplayName("F5: a reply after the time-out, by a replier who repeats an old number while the next question is open")
    void a_late_reply_has_the_wrong_number() {
        correlate();
        RawPeer liar = socket.accepted(socket.server());
        Sinks.Empty<Void> time = Sinks.empty();
        CompletableFuture<ZmqMessage> given = socket.req.request(ZmqMessage.of("1?")).timeout(time.asMono()).toFuture();
        byte[] old = numberOf(liar, "1?");
        time.tryEmitEmpty();
        CompletableFuture<ZmqMessage> second = socket.ask("2?");
        byte[] number = numberOf(liar, "2?");

        liar.send(Hex.join(enveloped(old, "late"), enveloped(number, "2")));

        assertThat(failureOf(given)).isInstanceOf(TimeoutException.class);
        assertThat(answerTo(second)).isEqualTo("2");
        assertThat(dropped(DropReason.UNEXPECTED_MESSAGE)).isOne();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("C1, C6, D11: a reply that breaks the protocol fails the call by name, and the next one is asked anew")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "02 FF*8                 | NEGATIVE_LENGTH",
        "02 7F FF*7              | MESSAGE_TOO_LARGE",
        "01 00 08 01 41          | RESERVED_FLAGS",
        "01 00 05 05 04 'PING'   | MALFORMED_COMMAND",
        "04 08 05 'ERROR' 01 'x' | UNEXPECTED_COMMAND",
    })
    void a_broken_reply_fails_its_call_only(String hex, Violation violation) {
        RawServer server = socket.server();
        RawPeer liar = socket.accepted(server);
        CompletableFuture<ZmqMessage> broken = socket.ask("1?");
        liar.expect(enveloped("1?")).send(hex);
        socket.events().disconnected(liar.address(), violation);
        liar.expectClosed();
        assertThat(failureOf(broken)).isInstanceOf(ZmqConnectionException.class);

        CompletableFuture<ZmqMessage> next = socket.ask("2?");
        socket.accepted(server).expect(enveloped("2?")).send(enveloped("2"));
        assertThat(answerTo(next)).isEqualTo("2");
    }

    @ParameterizedTest
    @DisplayName("C14: FIN or RST inside a reply -> the half is never delivered, the call fails")
    @ValueSource(booleans = {false, true})
    void half_a_reply_is_none(boolean reset) {
        RawServer server = socket.server();
        RawPeer liar = socket.accepted(server);
        CompletableFuture<ZmqMessage> call = socket.ask("?");
        liar.expect(enveloped("?")).send(Hex.join(DELIMITER, frame(0x01, Hex.bytes("'half'")), Hex.bytes("00 05 'ot'")));
        if (reset) {
            liar.reset();
        } else {
            liar.halfClose();
        }

        assertThat(failureOf(call)).isInstanceOf(ZmqConnectionException.class);
        assertThat(socket.req.statistics().messagesReceived()).isZero();
    }

    @Test
    @DisplayName("F5: replies that nobody asked for, again and again, answer no question that another peer was asked")
    void lies_at_any_moment_do_not_answer_for_others() {
        RawPeer liar = socket.accepted(socket.server());
        socket.req.connectNow(socket.endpoint());
        socket.events().await(HandshakeSucceeded.class, any -> true, 2);
        byte[] lies = Hex.join(enveloped("lie"), enveloped("lie"), enveloped("lie"));
        int lied = 0;
        for (int i = 0; i < ROUNDS; i++) {
            liar.send(lies);
            CompletableFuture<ZmqMessage> call = socket.ask("question");
            do {
                liar.send(lies); // what comes before it has been asked itself does not count
            } while (!isAnswered(call));
            lied += answerTo(call).equals("lie") ? 1 : 0;
        }
        assertThat(lied).as("as many as the liar was asked itself").isLessThanOrEqualTo(ROUNDS / 2);
    }

    /** Looks again after a moment; no test passes by waiting. */
    private static boolean isAnswered(CompletableFuture<?> call) {
        return Mono.fromFuture(call, true).thenReturn(true).timeout(Duration.ofMillis(1), Mono.just(false)).blockOptional().orElse(false);
    }
}
