package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.PeerStatistics;
import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.Closed;
import io.reactivezmq.core.event.ConnectDelayed;
import io.reactivezmq.core.event.Connected;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.Listening;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** events() and statistics(). */
interface EventContract extends SocketContract {

    @Test
    @DisplayName("zmq_socket_monitor(3): LISTENING, ACCEPTED, HANDSHAKE_SUCCEEDED")
    default void a_bound_socket_listens_accepts_and_shakes_hands() {
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        Endpoint endpoint = bind(pull);

        zmq().push().connectNow(endpoint);

        assertThat(events.kindsUntil(HandshakeSucceeded.class))
                .containsExactly(Listening.class, Accepted.class, HandshakeSucceeded.class);
        HandshakeSucceeded success = events.await(HandshakeSucceeded.class);
        assertThat(success.endpoint()).isEqualTo(endpoint);
        assertThat(success.peerType()).isEqualTo(SocketType.PUSH);
        assertThat(success.version()).isEqualTo(transport().protocol());
        assertThat(success.peer()).isEqualTo(events.await(Accepted.class).peer());
    }

    @Test
    @DisplayName("zmq_socket_monitor(3): CONNECT_DELAYED, CONNECTED, HANDSHAKE_SUCCEEDED")
    default void a_connecting_socket_begins_connects_and_shakes_hands() {
        PullSocket pull = zmq().pull();
        Endpoint endpoint = bind(pull);
        PushSocket push = zmq().push();
        EventLog events = EventLog.of(push);

        push.connectNow(endpoint);

        assertThat(events.kindsUntil(HandshakeSucceeded.class))
                .containsExactly(ConnectDelayed.class, Connected.class, HandshakeSucceeded.class);
        HandshakeSucceeded success = events.await(HandshakeSucceeded.class);
        assertThat(success.endpoint()).isEqualTo(endpoint);
        assertThat(success.peerType()).isEqualTo(SocketType.PULL);
    }

    @Test
    @DisplayName("a ROUTER's events name its peers by the routing ids that its messages begin with")
    default void events_of_a_router_name_its_peers() {
        RouterSocket router = zmq().router();
        EventLog events = EventLog.of(router);
        Endpoint endpoint = bind(router);
        DealerSocket dealer = zmq().dealer(options -> options.routingId("worker"));
        dealer.connectNow(endpoint);
        HandshakeSucceeded success = events.await(HandshakeSucceeded.class);

        dealer.close();

        assertThat(success.routingId()).isEqualTo(RoutingId.of("worker"));
        assertThat(events.await(Disconnected.class)).satisfies(end -> {
            assertThat(end.routingId()).isEqualTo(RoutingId.of("worker"));
            assertThat(end.peer()).isEqualTo(success.peer());
        });
    }

    @Test
    default void a_router_tells_the_id_that_it_made_up() {
        RouterSocket router = zmq().router();
        EventLog events = EventLog.of(router);
        connectFully(zmq().dealer(), bind(router));

        RouterPeer peer = await(router.peers().next());
        eventually(() -> router.statistics().peers() == 1);

        assertThat(events.await(HandshakeSucceeded.class).routingId()).isEqualTo(peer.routingId());
        assertThat(router.peerStatistics()).singleElement().extracting(PeerStatistics::routingId).isEqualTo(peer.routingId());
    }

    @Test
    default void a_peer_that_announces_no_routing_id_has_none() {
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        connectFully(zmq().push(), bind(pull));

        assertThat(events.await(HandshakeSucceeded.class).routingId()).isNull();
    }

    @Test
    default void every_subscriber_sees_what_happens_from_then_on() {
        PullSocket pull = zmq().pull();
        EventLog early = EventLog.of(pull);
        Endpoint first = bind(pull);
        EventLog late = EventLog.of(pull);
        Endpoint second = bind(pull);

        assertThat(early.await(Listening.class, 2)).extracting(SocketEvent::endpoint).containsExactly(first, second);
        assertThat(late.await(Listening.class)).extracting(SocketEvent::endpoint).isEqualTo(second);
    }

    @Test
    default void events_complete_when_the_socket_is_closed() {
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        Endpoint endpoint = bind(pull);

        pull.close();

        assertThat(events.all()).containsExactly(new Listening(endpoint), new Closed(endpoint));
    }

    @Test
    default void statistics_count_messages_payload_and_peers_on_both_sides() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        connectFully(push, bind(pull));
        ZmqMessage message = ZmqMessage.of(new byte[10], new byte[32]);

        await(push.send(Flux.just(message).repeat(99)).thenReturn(true));
        await(pull.receive().take(100).count());

        eventually(() -> push.statistics().messagesSent() == 100 && pull.statistics().messagesReceived() == 100);
        assertThat(push.statistics()).satisfies(sent -> {
            assertThat(sent.bytesSent()).isEqualTo(4_200);
            assertThat(sent.messagesReceived()).isZero();
            assertThat(sent.peers()).isEqualTo(1);
        });
        assertThat(pull.statistics()).satisfies(received -> {
            assertThat(received.bytesReceived()).isEqualTo(4_200);
            assertThat(received.messagesSent()).isZero();
            assertThat(received.peers()).isEqualTo(1);
        });
    }

    @Test
    @DisplayName("zmq_socket_monitor_pipes_stats: the length of the outbound and of the inbound queue, one pipe each")
    default void what_is_queued_for_and_from_each_peer_can_be_read() {
        PullSocket pull = zmq().pull();
        Endpoint endpoint = bind(pull);
        PushSocket push = zmq().push();
        connectFully(push, endpoint);

        await(push.send(numbered(0, 10)).thenReturn(true));

        eventually(() -> pull.statistics().queuedInbound() == 10);
        PeerStatistics sender = pull.peerStatistics().get(0);
        assertThat(sender.endpoint()).isEqualTo(endpoint);
        assertThat(sender.connected()).isTrue();
        assertThat(sender.queuedInbound()).isEqualTo(10);
        assertThat(sender.messagesReceived()).isEqualTo(10);
        assertThat(sender.bytesReceived()).isEqualTo(40);
        assertThat(push.peerStatistics()).singleElement().satisfies(receiver -> {
            assertThat(receiver.queuedOutbound()).isZero();
            assertThat(receiver.messagesSent()).isEqualTo(10);
            assertThat(receiver.bytesSent()).isEqualTo(40);
        });
        receive(pull, 10);
        assertThat(pull.statistics().queuedInbound()).isZero();
    }

    @Test
    default void messages_that_wait_for_a_connection_are_queued_outbound() {
        PullSocket gone = zmq().pull();
        Endpoint endpoint = bind(gone);
        gone.close();
        PushSocket push = zmq().push();
        push.connectNow(endpoint);

        await(push.send(numbered(0, 3)).thenReturn(true));

        assertThat(push.statistics().queuedOutbound()).isEqualTo(3);
        assertThat(push.peerStatistics())
                .containsExactly(new PeerStatistics(endpoint, false, null, null, 3, 0, 0, 0, 0, 0));
    }

    @Test
    default void handshakes_that_failed_are_counted_by_cause() {
        PullSocket bound = zmq().pull();
        PullSocket connecting = zmq().pull();
        Map<PullSocket, EventLog> logs = Map.of(bound, EventLog.of(bound), connecting, EventLog.of(connecting));
        connecting.connectNow(bind(bound));

        logs.forEach((socket, events) -> {
            HandshakeFailed failure = events.await(HandshakeFailed.class);
            assertThat(socket.statistics().handshakeFailures().of(failure.cause())).isPositive();
        });
        // whoever sees the other's type first closes; the other may see only that
        assertThat(logs.keySet()).anySatisfy(socket -> assertThat(socket.statistics().handshakeFailures().byViolation())
                .containsOnlyKeys(Violation.SOCKET_TYPE_MISMATCH));
    }

    @Test
    default void statistics_remember_what_went_over_connections_that_are_gone() {
        PullSocket pull = zmq().pull();
        Endpoint endpoint = bind(pull);
        PushSocket push = zmq().push();
        push.connectNow(endpoint);
        push.send(numbered(0, 10)).subscribe();
        receive(pull, 10);

        push.disconnect(endpoint).block(LIMIT);
        eventually(() -> pull.statistics().peers() == 0);

        assertThat(push.statistics().messagesSent()).isEqualTo(10);
        assertThat(pull.statistics().messagesReceived()).isEqualTo(10);
        assertThat(push.statistics().peers()).isZero();
    }
}
