package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class LibzmqCrashIT {

    private static final SocketOptions QUICK = SocketOptions.builder()
            .linger(Duration.ZERO)
            .reconnect(reconnect -> reconnect.interval(Duration.ofMillis(10)).maxInterval(Duration.ofMillis(50)))
            .build();
    private static final int ENDLESS = 100_000_000;
    private static final int SOME = 1_000;

    private final BlockingQueue<String> healthy = new LinkedBlockingQueue<>();
    private final BlockingQueue<ZmqMessage> received = new LinkedBlockingQueue<>(SOME);

    @Test
    @DisplayName("H1: kill -9 the peer mid burst -> an event, a reconnect to the one that is started in its place; others unaffected")
    void aPeerThatIsKilledIsReplaced() throws InterruptedException {
        try (ZmqContext zmq = TestContexts.builder().options(QUICK).build(); Peer second = InteropPeers.libzmq()) {
            PullSocket pull = zmq.pull();
            PushSocket bystander = zmq.push();
            bystander.connectNow(pull.bindNow(LOOPBACK));
            pull.receive().subscribe(this::sort);

            Endpoint endpoint;
            CompletableFuture<Disconnected> lost;
            CompletableFuture<HandshakeSucceeded> foundAgain;
            try (Peer first = InteropPeers.libzmq()) { // whose end is a SIGKILL
                endpoint = first.bound(SocketType.PUSH);
                Flux<SocketEvent> events = pull.events().filter(event -> event.endpoint().equals(endpoint));
                lost = events.ofType(Disconnected.class).next().toFuture();
                foundAgain = events.ofType(HandshakeSucceeded.class).skip(1).next().toFuture();
                pull.connectNow(endpoint);
                first.sendCargo(0, ENDLESS);
                for (int i = 0; i < SOME; i++) {
                    assertThat(received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("message %s", i).isNotNull();
                }
            }
            assertThat(Mono.fromFuture(lost).block(PATIENCE)).isNotNull();
            assertServed(bystander, "healthy 1");

            await(second.open(SocketType.PUSH));
            await(second.bind(endpoint.toString()));
            assertThat(Mono.fromFuture(foundAgain).block(PATIENCE)).isNotNull();
            received.clear();
            await(second.send("again".getBytes(StandardCharsets.UTF_8)));
            assertThat(received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ZmqMessage.of("again"));
            assertServed(bystander, "healthy 2");
        }
    }

    private void sort(ZmqMessage message) {
        if (message.frameSize(0) == 9 && message.frameAsString(0).startsWith("healthy ")) {
            healthy.add(message.frameAsString(0));
        } else {
            received.offer(message); // far more come than the test looks at
        }
    }

    private void assertServed(PushSocket bystander, String text) throws InterruptedException {
        bystander.send(ZmqMessage.of(text)).block(PATIENCE);
        assertThat(healthy.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(text);
    }
}
