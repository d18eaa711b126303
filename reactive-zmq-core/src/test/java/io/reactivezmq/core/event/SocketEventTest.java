package io.reactivezmq.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.message.RoutingId;
import java.lang.reflect.RecordComponent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SocketEventTest {

    private static final Endpoint ENDPOINT = new TcpEndpoint("127.0.0.1", 5555);
    private static final SocketAddress PEER = InetSocketAddress.createUnresolved("127.0.0.1", 40000);
    private static final RoutingId ID = RoutingId.of("worker");
    private static final ZmqException CAUSE = new ZmqProtocolException(Violation.NOT_ZMTP, "HTTP?\r\nGET /");

    static Stream<SocketEvent> events() {
        return Stream.of(
                new Listening(ENDPOINT),
                new BindFailed(ENDPOINT, CAUSE),
                new ConnectDelayed(ENDPOINT),
                new Connected(ENDPOINT, PEER),
                new ConnectRetried(ENDPOINT, Duration.ofMillis(100), 1, null),
                new ConnectStopped(ENDPOINT, CAUSE),
                new Accepted(ENDPOINT, PEER),
                new AcceptFailed(ENDPOINT, CAUSE),
                new HandshakeSucceeded(ENDPOINT, PEER, ID, SocketType.PUB, "3.1"),
                new HandshakeFailed(ENDPOINT, PEER, CAUSE),
                new RoutingIdRefused(ENDPOINT, PEER, ID),
                new Disconnected(ENDPOINT, PEER, ID, CAUSE, 7),
                new Closed(ENDPOINT),
                new CloseFailed(ENDPOINT, CAUSE));
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_names_its_endpoint_on_one_line(SocketEvent event) {
        assertThat(event.endpoint()).isEqualTo(ENDPOINT);
        assertThat(event.toString()).contains("tcp://127.0.0.1:5555").hasLineCount(1);
    }

    @Test
    void the_list_above_is_complete() {
        List<Class<?>> kinds = Arrays.asList(SocketEvent.class.getPermittedSubclasses());

        assertThat(events().<Class<?>>map(SocketEvent::getClass).toList()).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @ParameterizedTest
    @MethodSource("events")
    void what_a_kind_of_event_does_not_know_is_null(SocketEvent event) {
        List<String> known = Arrays.stream(event.getClass().getRecordComponents()).map(RecordComponent::getName).toList();

        assertThat(event.peer()).isEqualTo(known.contains("peer") ? PEER : null);
        assertThat(event.routingId()).isEqualTo(known.contains("routingId") ? ID : null);
        if (!known.contains("cause")) {
            assertThat(event.cause()).isNull();
        }
    }

    @Test
    void events_are_values() {
        assertThat(new Connected(ENDPOINT, PEER)).isEqualTo(new Connected(ENDPOINT, PEER));
        assertThat(new Disconnected(ENDPOINT, PEER, ID, null, 0)).isNotEqualTo(new Disconnected(ENDPOINT, PEER, ID, null, 1));
    }
}
