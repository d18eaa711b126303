package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.engine.HandshakeEngine;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.options.ProtocolOptions;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@DisplayName("G15: what strangers make a CURVE server compute is not computed where others wait for the event loop")
class HandshakeWorkTest {

    private static final int GREETING_SIZE = 64;
    /** Of its frame. */
    private static final int HELLO_SIZE = 202;
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final SecurityOptions OF_SERVER = security(Security.curveServer(SERVER));
    private static final SecurityOptions OF_CLIENT = security(Security.curve(SERVER.publicKey(), CurveKeyPair.generate()));
    private static final Authentication EVERYBODY = (credentials, address) -> Mono.just(ZapReply.accept(""));

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final HandshakeFixture server = HandshakeFixture.active(OF_SERVER, EVERYBODY, tasks::add);
    private final HandshakeEngine client;
    private final byte[] hello;

    HandshakeWorkTest() {
        HandshakeSettings settings =
                new HandshakeSettings(SocketType.PUSH, new byte[0], 1024, 8, ProtocolOptions.defaults(), OF_CLIENT);
        client = new HandshakeEngine(settings, MechanismFactory.create(settings));
        client.start(Unpooled.buffer());
        byte[] beginning = says(greeting(1, "CURVE"));
        hello = Arrays.copyOfRange(beginning, beginning.length - HELLO_SIZE, beginning.length);
    }

    private static SecurityOptions security(Security mechanism) {
        return SecurityOptions.builder().mechanism(mechanism).build();
    }

    @AfterEach
    void close() {
        server.close();
        runAll();
        client.destroy();
    }

    /** What the client answers. */
    private byte[] says(byte[] heard) {
        ByteBuf out = Unpooled.buffer();
        client.receive(Unpooled.wrappedBuffer(heard), out);
        return Hex.take(out);
    }

    private void runAll() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    private boolean isReading() {
        return server.channel.config().isAutoRead();
    }

    /** Not as this side closes, through the handlers. */
    private void peerLeaves() {
        server.channel.unsafe().close(server.channel.newPromise());
        server.channel.runPendingTasks();
    }

    private void greet() {
        server.receive(greeting(1, "CURVE"));
        assertThat(server.sent()).hasSize(GREETING_SIZE);
    }

    @Test
    void the_greeting_costs_nothing_and_is_answered_at_once() {
        greet();

        assertThat(tasks).isEmpty();
    }

    @Test
    void hello_and_initiate_are_the_executors_and_nothing_is_read_meanwhile() {
        greet();
        for (byte[] command = hello; command.length > 0; command = says(server.sent())) {
            server.receive(command);
            assertThat(tasks).hasSize(1);
            assertThat(isReading()).isFalse();
            assertThat(server.sent()).isEmpty();

            runAll();
            assertThat(isReading()).isTrue();
        }

        assertThat(server.peers).hasSize(1);
        assertThat(server.failures).isEmpty();
    }

    @Test
    void a_hello_that_comes_with_the_greeting_is_the_executors_too() {
        server.receive(greeting(1, "CURVE"), hello);
        assertThat(tasks).hasSize(1);

        runAll();

        assertThat(server.sent()).hasSizeGreaterThan(GREETING_SIZE);
        assertThat(server.failures).isEmpty();
    }

    @Test
    void what_a_read_still_brings_meanwhile_comes_next() {
        greet();
        List<byte[]> parts = Fragmenter.cut(hello, 50);
        server.receive(parts.get(0));
        server.receive(parts.get(1));
        assertThat(tasks).hasSize(1);

        runAll();

        assertThat(says(server.sent())).isNotEmpty();
    }

    @Test
    void nothing_that_comes_meanwhile_is_overlooked() {
        greet();
        server.receive(hello);
        server.receive(hello);
        server.receive(hello);
        assertThat(server.failures).isEmpty();

        runAll();

        assertThat(server.failure()).isInstanceOfSatisfying(ZmqProtocolException.class,
                failure -> assertThat(failure.violation()).isEqualTo(Violation.UNEXPECTED_COMMAND));
    }

    @Test
    @DisplayName("who says more behind INITIATE before it is let in has broken the protocol, however quick the judgement is")
    void nothing_that_comes_before_the_judgement_is_thrown_away() {
        greet();
        server.receive(hello);
        runAll();
        server.receive(says(server.sent()));
        server.receive(hello);

        runAll();

        assertThat(server.failure()).isInstanceOfSatisfying(ZmqProtocolException.class,
                failure -> assertThat(failure.violation()).isEqualTo(Violation.UNEXPECTED_COMMAND));
    }

    @Test
    void the_deadline_does_not_wait_for_the_work() {
        greet();
        server.receive(hello);

        server.channel.advanceTimeBy(HandshakeFixture.DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
        server.channel.runScheduledPendingTasks();

        assertThat(server.failure()).isInstanceOf(ZmqTimeoutException.class);
        runAll();
        assertThatBytes(server.sent()).isEmpty();
        assertThat(server.failures).hasSize(1);
    }

    @Test
    @DisplayName("a peer that says something wrong and leaves has said something wrong")
    void the_end_of_the_channel_waits_until_the_peers_words_are_known() {
        greet();
        byte[] forged = hello.clone();
        forged[forged.length - 1] ^= 1;
        server.receive(forged);
        peerLeaves();
        List<ZmqException> toldBefore = new ArrayList<>();
        ZmtpHandshakeHandler.whenTold(server.channel, () -> toldBefore.addAll(server.failures));
        assertThat(server.failures).isEmpty();

        runAll();

        assertThat(toldBefore).hasSize(1);
        assertThat(server.failure()).isInstanceOfSatisfying(ZmqProtocolException.class,
                failure -> assertThat(failure.violation()).isEqualTo(Violation.CRYPTOGRAPHIC));
    }

    @Test
    @DisplayName("close(): work that waits for its turn is not done any more")
    void who_is_closed_has_said_nothing() {
        greet();
        byte[] forged = hello.clone();
        forged[forged.length - 1] ^= 1;
        server.receive(forged);
        server.channel.close();

        runAll();

        assertThat(server.failure()).isInstanceOf(ZmqConnectionException.class);
        assertThatBytes(server.sent()).isEmpty();
    }

    @Test
    void a_peer_that_leaves_after_its_last_word_does_not_take_part() {
        greet();
        server.receive(hello);
        runAll();
        server.receive(says(server.sent()));
        peerLeaves();

        runAll();

        assertThat(server.failure()).isInstanceOf(ZmqConnectionException.class);
        assertThat(server.uncaught).isEmpty();
    }

    @Test
    @DisplayName("close(): a handshake that is under way when the executor ends is brought to its end")
    void where_the_executor_refuses_the_work_is_done_all_the_same() {
        Executor ended = task -> {
            throw new RejectedExecutionException("ended");
        };
        try (HandshakeFixture last = HandshakeFixture.active(OF_SERVER, EVERYBODY, ended)) {
            last.receive(greeting(1, "CURVE"), hello);

            assertThat(last.sent()).hasSizeGreaterThan(2 * GREETING_SIZE);
        }
    }

    @Test
    void a_client_which_chose_its_server_computes_where_it_is() {
        try (HandshakeFixture choosing = HandshakeFixture.active(OF_CLIENT, HandshakeFixture.NOBODY, tasks::add)) {
            choosing.receive(greeting(1, "CURVE"));

            assertThat(choosing.sent()).hasSizeGreaterThan(hello.length);
            assertThat(tasks).isEmpty();
        }
    }
}
