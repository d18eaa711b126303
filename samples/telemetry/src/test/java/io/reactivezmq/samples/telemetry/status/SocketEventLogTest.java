package io.reactivezmq.samples.telemetry.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.Listening;
import io.reactivezmq.core.event.SocketEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SocketEventLogTest {

    private static final Endpoint ENDPOINT = Endpoint.parse("tcp://127.0.0.1:5556");
    private static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("peer", 40000);

    private final SocketEventLog log = new SocketEventLog();

    @Test
    void lateReaderSeesTheLatestEventsInOrder() {
        log.watch("PUB", Flux.<SocketEvent>just(new Listening(ENDPOINT)));
        log.watch("SUB", Flux.range(1, 60)
                .map(attempt -> new ConnectRetried(ENDPOINT, Duration.ofMillis(100), attempt, null)));

        StepVerifier.create(log.lines().map(SocketEventLine::detail).take(50))
                .expectNext("attempt 11 in 100 ms")
                .expectNextCount(48)
                .expectNext("attempt 60 in 100 ms")
                .verifyComplete();
    }

    @Test
    void eventIsToldInWords() {
        SocketEventLine line =
                SocketEventLine.of(7, "SUB", new HandshakeSucceeded(ENDPOINT, PEER, null, SocketType.PUB, "3.1"));

        assertThat(line.kind()).isEqualTo("HandshakeSucceeded");
        assertThat(line.endpoint()).isEqualTo("tcp://127.0.0.1:5556");
        assertThat(line.detail()).isEqualTo("PUB at peer:40000, ZMTP 3.1");
    }

    @Test
    void lossIsToldWithItsSize() {
        assertThat(SocketEventLine.of(7, "PUB", new Disconnected(ENDPOINT, PEER, null, null, 3)).detail())
                .isEqualTo("peer:40000, 3 messages undelivered");
        assertThat(SocketEventLine.of(7, "PUB", new Listening(ENDPOINT)).detail()).isEmpty();
    }
}
