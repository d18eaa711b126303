package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.awaitSubscriptions;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static io.reactivezmq.sockets.contract.SocketContract.receiveText;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.event.Closed;
import io.reactivezmq.core.event.ConnectDelayed;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.Connected;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.ReconnectStop;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What holds on transports where a connection is made, can be refused, and is made again. */
interface NetworkContract extends SocketContractTest {

    @Test
    @DisplayName("ZMQ_MAXMSGSIZE: if a peer sends a larger message, it is disconnected")
    default void a_message_one_byte_too_large_ends_the_connection_and_nothing_else() {
        PullSocket pull = zmq().pull(options -> options.limits(limits -> limits.maxMessageSize(1_000)));
        EventLog events = EventLog.of(pull);
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));

        push.trySend(ZmqMessage.of(new byte[1_001]));
        assertThat(events.await(Disconnected.class).cause()).isInstanceOfSatisfying(ZmqProtocolException.class,
                cause -> assertThat(cause.violation()).isEqualTo(Violation.MESSAGE_TOO_LARGE));
        events.await(HandshakeSucceeded.class, 2);
        push.trySend(numbered(7));

        assertThat(receive(pull, 1)).containsExactly(7);
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_IVL -1: no reconnection")
    default void a_socket_that_may_not_reconnect_stops_and_says_why() {
        PushSocket push = zmq().push(options -> options.reconnect(reconnect -> reconnect.enabled(false)));
        EventLog events = EventLog.of(push);

        push.connectNow(transport().vacant());

        assertThat(events.kindsUntil(ConnectStopped.class)).containsExactly(ConnectDelayed.class, ConnectStopped.class);
        assertThat(events.await(ConnectStopped.class).cause().code()).isEqualTo(ErrorCode.ECONNREFUSED);
        assertThat(push.trySend(numbered(1))).isFalse();
    }

    @Test
    @DisplayName("zmq_socket_monitor(3): CONNECT_DELAYED, CONNECT_RETRIED, again and again")
    default void a_socket_that_nobody_answers_tells_each_attempt() {
        PushSocket push = zmq().push();
        EventLog events = EventLog.of(push);
        Endpoint endpoint = push.connectNow(transport().vacant());

        assertThat(events.await(ConnectRetried.class, 3)).extracting(ConnectRetried::attempt).containsExactly(1, 2, 3);
        assertThat(events.await(ConnectRetried.class)).satisfies(retry -> {
            assertThat(retry.endpoint()).isEqualTo(endpoint);
            assertThat(Objects.requireNonNull(retry.cause()).code()).isEqualTo(ErrorCode.ECONNREFUSED);
            assertThat(retry.delay()).isLessThanOrEqualTo(push.options().reconnect().maxInterval());
        });
        assertThat(events.await(ConnectDelayed.class, 3)).hasSize(3);
    }

    @Test
    @DisplayName("zmq_socket_monitor(3): DISCONNECTED, then CONNECT_RETRIED on the connecting side")
    default void both_sides_tell_the_end_of_a_connection() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        EventLog pulled = EventLog.of(pull);
        EventLog pushed = EventLog.of(push);
        connectFully(push, bind(pull));
        pulled.awaitHandshake();

        pull.close();

        assertThat(pushed.kindsUntil(ConnectRetried.class)).startsWith(ConnectDelayed.class, Connected.class,
                HandshakeSucceeded.class, Disconnected.class, ConnectRetried.class);
        Disconnected end = pushed.await(Disconnected.class);
        assertThat(end.undelivered()).isZero();
        assertThat(pulled.all()).extracting(Object::getClass).contains(Disconnected.class, Closed.class);
    }

    @Test
    @DisplayName("zmq_connect(3): the peer need not exist yet")
    default void what_is_sent_before_the_puller_binds_arrives() {
        Endpoint endpoint = transport().vacant();
        PushSocket push = zmq().push();
        EventLog events = EventLog.of(push);
        push.connectNow(endpoint);
        await(push.send(numbered(0, 10)).thenReturn(true));
        events.await(io.reactivezmq.core.event.ConnectRetried.class);

        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint);

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    default void a_wildcard_is_nothing_to_connect_to() {
        EndpointContract.assertFails(Reason.MALFORMED, ErrorCode.EINVAL, "for bind only", () -> zmq().push().connectNow(transport().wildcard()));
    }

    @Test
    @DisplayName("zmq_unbind(3): ENOENT for a wildcard, its address is ZMQ_LAST_ENDPOINT")
    default void a_wildcard_is_not_known_to_unbind() {
        PullSocket pull = zmq().pull();
        bind(pull);

        EndpointContract.assertFails(Reason.NOT_FOUND, ErrorCode.ENOENT, "wildcard", () -> pull.unbind(transport().wildcard()).block(LIMIT));
    }

    @Test
    default void unbinding_closes_what_was_accepted_there_and_leaves_other_endpoints_alone() {
        PullSocket pull = zmq().pull();
        Endpoint gone = bind(pull);
        Endpoint kept = bind(pull);
        PushSocket cut = zmq().push();
        EventLog events = EventLog.of(cut);
        connectFully(cut, gone);
        PushSocket spared = zmq().push();
        connectFully(spared, kept);

        pull.unbind(gone).block(LIMIT);

        events.await(Disconnected.class);
        spared.send(numbered(0, 10)).subscribe();
        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    @DisplayName("libzmq's socket_base.cpp: DEALER, PUB, REQ and SUB connect to an endpoint once, however often they are told to")
    default void some_types_connect_to_an_endpoint_once() {
        PubSocket pub = zmq().pub();
        Endpoint endpoint = bind(pub);
        SubSocket sub = zmq().sub();
        sub.subscribe("");
        connectFully(sub, endpoint);
        sub.connectNow(endpoint);
        awaitSubscriptions(pub, sub);

        pub.trySend(ZmqMessage.of("once"));
        pub.trySend(ZmqMessage.of("end"));

        assertThat(receiveText(sub, 2)).containsExactly("once", "end");
        assertThat(sub.peerStatistics()).hasSize(1);
        complete(sub.disconnect(endpoint));
        assertThat(sub.connectNow(endpoint)).isEqualTo(endpoint);
        assertThat(sub.peerStatistics()).hasSize(1);
    }

    @Test
    @DisplayName("libzmq's socket_base.cpp: other types connect once more with each call; disconnect ends them all")
    default void other_types_connect_with_each_call() {
        PullSocket pull = zmq().pull();
        Endpoint endpoint = bind(pull);
        PushSocket push = zmq().push();
        push.connectNow(endpoint);
        push.connectNow(endpoint);
        eventually(() -> pull.statistics().peers() == 2);

        complete(push.disconnect(endpoint));

        eventually(() -> pull.statistics().peers() == 0);
        assertThat(push.peerStatistics()).isEmpty();
    }

    @Test
    @DisplayName("an endpoint that was given up is connected anew by another call")
    default void an_endpoint_that_was_given_up_can_be_connected_again() {
        Endpoint endpoint = transport().vacant();
        DealerSocket dealer = zmq().dealer(options -> options.reconnect(reconnect -> reconnect.enabled(false)));
        EventLog events = EventLog.of(dealer);
        dealer.connectNow(endpoint);
        events.await(ConnectStopped.class);
        DealerSocket peer = zmq().dealer();
        peer.bindNow(endpoint);

        connectFully(dealer, endpoint);

        await(dealer.send(numbered(1)).thenReturn(true));
        assertThat(receive(peer, 1)).containsExactly(1);
    }

    @Test
    @DisplayName("an endpoint that was given up and connected again, however often, is one endpoint")
    default void an_endpoint_that_is_connected_again_and_again_is_there_once() {
        Endpoint endpoint = transport().vacant();
        PushSocket push = zmq().push(options -> options.reconnect(reconnect -> reconnect.enabled(false)));
        EventLog events = EventLog.of(push);

        for (int i = 1; i <= 5; i++) {
            push.connectNow(endpoint);
            events.await(ConnectStopped.class, i);
        }

        assertThat(push).hasToString("PushSocket[" + endpoint + "]");
        complete(push.disconnect(endpoint));
        assertThat(push).hasToString("PushSocket[]");
    }

    @Test
    @DisplayName("test_term_endpoint.cpp: behind an unbind nobody is left to send to, though there was a peer")
    default void a_bound_pusher_has_nobody_left_after_unbind() {
        PushSocket push = zmq().push();
        Endpoint endpoint = bind(push);
        PullSocket pull = zmq().pull();
        pull.connectNow(endpoint);
        await(push.send(numbered(1)).thenReturn(true));
        assertThat(receive(pull, 1)).containsExactly(1);

        complete(push.unbind(endpoint));

        assertThat(push.trySend(numbered(2))).isFalse();
    }

    @Test
    @DisplayName("zmq_unbind(3), ZMQ_LINGER: what was published before the unbind still goes out, what is published after does not")
    default void a_peer_that_lingers_is_published_nothing_new() {
        PubSocket pub = zmq().pub(options -> options.linger(LIMIT));
        PubSocket other = zmq().pub();
        SubSocket sub = zmq().sub();
        sub.subscribe("");
        sub.connectNow(bind(other));
        awaitSubscriptions(other, sub);
        Endpoint endpoint = bind(pub);
        sub.connectNow(endpoint);
        awaitSubscriptions(pub, sub);
        int more = 500; // of 64 KiB, than anything but the queues can hold
        Flux.range(0, more).map(i -> ZmqMessage.of("before".getBytes(UTF_8), new byte[1 << 16])).subscribe(pub::trySend);

        Mono<Void> unbound = pub.unbind(endpoint).cache();
        unbound.subscribe();
        pub.trySend(ZmqMessage.of("after"));
        assertThat(receiveText(sub, more)).containsOnly("before");
        unbound.block(LIMIT);

        other.trySend(ZmqMessage.of("end"));
        assertThat(receiveText(sub, 1)).containsExactly("end");
    }

    @Test
    @DisplayName("peers() knows of peers that this side has sent away, too")
    default void a_peer_that_was_unbound_or_disconnected_is_gone() {
        RouterSocket router = zmq().router();
        Flux<RouterPeer> peers = router.peers().replay().autoConnect(0);
        DealerSocket connecting = zmq().dealer(options -> options.routingId("connecting"));
        DealerSocket connected = zmq().dealer(options -> options.routingId("connected"));
        Endpoint bound = bind(router);
        connecting.connectNow(bound);
        Endpoint away = bind(connected);
        router.connectNow(away);
        RequestContract.awaitPeer(router, RoutingId.of("connecting"));
        RequestContract.awaitPeer(router, RoutingId.of("connected"));

        complete(router.unbind(bound));
        complete(router.disconnect(away));

        assertThat(await(peers.filter(peer -> !peer.connected()).map(RouterPeer::routingId).take(2).collectList()))
                .containsExactlyInAnyOrder(RoutingId.of("connecting"), RoutingId.of("connected"));
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_STOP_CONN_REFUSED: nobody listens, no other attempt")
    default void a_refused_connection_can_be_the_last_attempt() {
        PushSocket push = zmq().push(options -> options.reconnect(again -> again.stopOn(ReconnectStop.CONNECTION_REFUSED)));
        EventLog events = EventLog.of(push);

        push.connectNow(transport().vacant());

        assertThat(events.kindsUntil(ConnectStopped.class)).containsExactly(ConnectDelayed.class, ConnectStopped.class);
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_STOP_HANDSHAKE_FAILED: a failed handshake, no other attempt; a lost connection is made again")
    default void a_failed_handshake_can_be_the_last_attempt() {
        PullSocket before = zmq().pull();
        Endpoint endpoint = before.bindNow(transport().vacant());
        PushSocket push = zmq().push(options -> options.reconnect(again -> again.stopOn(ReconnectStop.HANDSHAKE_FAILED)));
        EventLog events = EventLog.of(push);
        connectFully(push, endpoint);

        before.close();
        PubSocket wrongType = zmq().pub();
        wrongType.bindNow(endpoint);

        assertThat(events.await(ConnectStopped.class).cause()).isNotNull();
        events.await(Disconnected.class);
        events.await(HandshakeFailed.class);
        assertThat(push.trySend(numbered(1))).isFalse();
    }
}
