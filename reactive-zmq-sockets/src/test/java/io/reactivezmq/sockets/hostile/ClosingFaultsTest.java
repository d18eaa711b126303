package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.Connected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@DisplayName("H. Faults around us: sockets that end, and servers that come and go")
class ClosingFaultsTest {

    /** A handshake and a linger time that no test would survive waiting for. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final PullUnderAttack bystander = new PullUnderAttack();
    private final ZmqContext zmq = TestContexts.builder()
            .options(SocketOptions.builder().linger(LONG).handshakeTimeout(LONG).build()).build();

    @AfterEach
    void close() {
        bystander.assertBystanderIsServed();
        bystander.close();
        zmq.close();
    }

    @Test
    @DisplayName("H15: close while connecting, at any moment of it")
    void aSocketThatConnectsCanBeClosed() {
        for (int i = 0; i < 100; i++) {
            PushSocket push = zmq.push();
            push.connectNow(bystander.endpoint());
            push.disposeLater().block(EventLog.DEADLINE);
        }
    }

    @Test
    @DisplayName("H15: close while nobody listens, between two attempts")
    void aSocketThatWaitsForItsNextAttemptCanBeClosed() {
        int vacant;
        try (RawServer gone = new RawServer()) {
            vacant = gone.port();
        }
        PushSocket push = zmq.push(changes -> changes.reconnect(reconnect -> reconnect.interval(LONG).maxInterval(LONG)));
        EventLog events = new EventLog(push);
        push.connectNow("tcp://127.0.0.1:" + vacant);
        events.await(ConnectRetried.class);
        push.disposeLater().block(EventLog.DEADLINE);
    }

    @Test
    @DisplayName("H15: close while handshaking, as the one that connects")
    void aHandshakeAsAClientDoesNotHoldTheCloseBack() {
        try (RawServer server = new RawServer()) {
            PushSocket push = zmq.push();
            EventLog events = new EventLog(push);
            push.connectNow(server.endpoint());
            try (RawPeer silent = server.accept()) {
                events.await(Connected.class);
                push.disposeLater().block(EventLog.DEADLINE);
                silent.expectClosed();
            }
        }
    }

    @Test
    @DisplayName("H15: close while handshaking, as the one that listens")
    void aHandshakeAsAServerDoesNotHoldTheCloseBack() {
        PullSocket pull = zmq.pull();
        EventLog events = new EventLog(pull);
        try (RawPeer silent = RawPeer.connectTo(pull.bindNow("tcp://127.0.0.1:*"))) {
            events.await(Accepted.class);
            pull.disposeLater().block(EventLog.DEADLINE);
            silent.expectClosed();
        }
    }

    @Test
    @DisplayName("H7: rebind the port at once after close, with connections of the time before in TIME_WAIT")
    void aPortCanBeBoundAgainAtOnce() {
        Endpoint endpoint = null;
        for (int i = 0; i < 20; i++) {
            PullSocket pull = zmq.pull();
            endpoint = endpoint == null ? pull.bindNow("tcp://127.0.0.1:*") : pull.bindNow(endpoint);
            try (RawPeer peer = RawPeer.connectTo(endpoint)) {
                peer.handshake("PUSH");
                pull.disposeLater().block(EventLog.DEADLINE);
            }
        }
    }

    @Test
    @DisplayName("H18: shutdown with writes in flight -> bytes on the wire equal bytes sent")
    void whatWasSentBeforeTheCloseIsOnTheWireToTheLastByte() {
        int messages = 200;
        int size = 50_000;
        try (RawServer server = new RawServer()) {
            PushSocket push = zmq.push();
            EventLog events = new EventLog(push);
            push.connectNow(server.endpoint());
            try (RawPeer peer = server.accept()) {
                peer.greet().send(ready("PULL"));
                byte[] header = peer.read(2);
                peer.read(header[1]);
                events.await(HandshakeSucceeded.class);
                push.send(Flux.range(0, messages).map(i -> ZmqMessage.of(filled(i, size)))).block(EventLog.DEADLINE);
                push.dispose(); // far more is on its way than fits into the operating system's buffers
                for (int i = 0; i < messages; i++) {
                    assertThat(peer.read(9)).startsWith(0x02).endsWith((byte) (size >> 8), (byte) size);
                    assertThat(peer.read(size)).isEqualTo(filled(i, size));
                }
                assertThat(peer.expectClosed()).isEmpty();
                push.onDispose().block(EventLog.DEADLINE);
            }
        }
    }

    private static byte[] filled(int number, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    @Test
    @DisplayName("H19: many clients lose the server at once -> jitter spreads reconnects")
    void clientsThatLoseTheirServerDoNotComeBackTogether() {
        int clients = 100;
        Duration interval = Duration.ofMinutes(1);
        try (ZmqContext server = TestContexts.create()) {
            PullSocket pull = server.pull();
            Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");
            List<EventLog> logs = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                PushSocket push = zmq.push(changes -> changes.linger(Duration.ZERO)
                        .reconnect(reconnect -> reconnect.interval(interval).maxInterval(interval).jitter(0.5)));
                logs.add(new EventLog(push));
                push.connectNow(endpoint);
            }
            logs.forEach(log -> log.await(HandshakeSucceeded.class));
            pull.close();

            List<Duration> delays = logs.stream().map(log -> log.await(ConnectRetried.class).delay()).toList();
            assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(interval.dividedBy(2), interval));
            // in ten parts of the range, none has half of them: by chance that happens once in 10^20 runs
            assertThat(delays.stream().collect(Collectors.groupingBy(delay -> delay.toSeconds() / 3)).values())
                    .allSatisfy(together -> assertThat(together).hasSizeLessThan(clients / 2));
        }
    }
}
