package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.event.ConnectDelayed;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.Connected;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PairSocket;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InprocSocketContractTest extends TransportContract implements SocketContractTest {

    InprocSocketContractTest() {
        super(InprocContractTransport::new);
    }

    @Test
    @DisplayName("test_inproc_connect.cpp: unbind only removes the name, existing pipes go on")
    void unbinding_leaves_what_was_accepted() {
        PullSocket pull = zmq().pull();
        Endpoint endpoint = bind(pull);
        PushSocket push = zmq().push();
        connectFully(push, endpoint);

        pull.unbind(endpoint).block(LIMIT);

        push.send(numbered(0, 10)).subscribe();
        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
        assertThat(zmq().pull().bindNow(endpoint)).isEqualTo(endpoint);
    }

    @Test
    @DisplayName("who is of no use is left alone until somebody else takes the name")
    void a_socket_that_a_wrong_type_answered_connects_to_the_next_one() {
        PubSocket wrong = zmq().pub();
        Endpoint endpoint = bind(wrong);
        PushSocket push = zmq().push();
        EventLog events = EventLog.of(push);
        push.connectNow(endpoint);
        events.await(HandshakeFailed.class);

        wrong.unbind(endpoint).block(LIMIT);
        PullSocket right = zmq().pull();
        right.bindNow(endpoint);
        push.trySend(numbered(1));

        assertThat(receive(right, 1)).containsExactly(1);
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_IVL: who is turned away by a socket that stays bound pauses before it tries again, as on a network")
    void a_socket_that_is_turned_away_is_in_no_hurry() {
        PairSocket bound = zmq().pair();
        Endpoint endpoint = bind(bound);
        connectFully(zmq().pair(), endpoint);
        PairSocket third = zmq().pair(options -> options.reconnect(
                reconnect -> reconnect.interval(Duration.ofHours(1)).maxInterval(Duration.ofHours(1)).jitter(0)));
        EventLog events = EventLog.of(third);

        third.connectNow(endpoint);

        assertThat(events.kindsUntil(ConnectRetried.class)).containsExactly(ConnectDelayed.class, Connected.class,
                HandshakeSucceeded.class, Disconnected.class, ConnectRetried.class);
        assertThat(events.await(ConnectRetried.class).delay()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_IVL: another socket that takes the name is no reason to pause")
    void a_successor_is_connected_to_at_once() {
        PullSocket before = zmq().pull();
        Endpoint endpoint = bind(before);
        PushSocket push = zmq().push(options -> options.reconnect(
                reconnect -> reconnect.interval(Duration.ofHours(1)).maxInterval(Duration.ofHours(1))));
        connectFully(push, endpoint);

        before.close();
        PullSocket after = zmq().pull();
        after.bindNow(endpoint);
        push.trySend(numbered(1));

        assertThat(receive(after, 1)).containsExactly(1);
    }

    @Test
    void a_successor_is_connected_to_at_once_also_by_one_whom_the_predecessor_turned_away() {
        PairSocket before = zmq().pair();
        Endpoint endpoint = bind(before);
        PairSocket second = zmq().pair();
        connectFully(second, endpoint);
        PairSocket third = zmq().pair(options -> options.reconnect(
                reconnect -> reconnect.interval(Duration.ofHours(1)).maxInterval(Duration.ofHours(1))));
        EventLog events = EventLog.of(third);
        third.connectNow(endpoint);
        events.await(ConnectRetried.class);

        second.close();
        before.close();
        PairSocket after = zmq().pair();
        after.bindNow(endpoint);
        third.send(numbered(1)).block(LIMIT);

        assertThat(receive(after, 1)).containsExactly(1);
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_IVL -1: no reconnection")
    void a_socket_that_may_not_reconnect_stops_when_its_peer_closes() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push(options -> options.reconnect(reconnect -> reconnect.enabled(false)));
        EventLog events = EventLog.of(push);
        connectFully(push, bind(pull));

        pull.close();

        assertThat(events.await(ConnectStopped.class).cause().code()).isEqualTo(ErrorCode.ECONNRESET);
        assertThat(push.trySend(numbered(1))).isFalse();
    }

    @Test
    @DisplayName("test_inproc_connect.cpp: messages sent before anybody is bound are delivered to who binds")
    void connecting_comes_before_binding_too() {
        Endpoint endpoint = transport().vacant();
        PushSocket push = zmq().push();
        push.connectNow(endpoint);
        for (int i = 0; i < 10; i++) {
            assertThat(push.trySend(numbered(i))).isTrue();
        }

        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint);

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    @DisplayName("test_inproc_connect.cpp: any number of sockets may wait for the one that binds")
    void several_may_connect_before_anybody_binds() {
        Endpoint endpoint = transport().vacant();
        for (int i = 0; i < 10; i++) {
            PushSocket push = zmq().push();
            push.connectNow(endpoint);
            assertThat(push.trySend(numbered(i))).isTrue();
        }

        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint);

        assertThat(receive(pull, 10)).containsExactlyInAnyOrderElementsOf(numbers(0, 10));
    }

    @Test
    @DisplayName("test_hwm.cpp: the capacity is ZMQ_SNDHWM of one side and ZMQ_RCVHWM of the other")
    void both_high_water_marks_add_up() {
        PullSocket pull = zmq().pull(options -> options.queues(queues -> queues.receiveHighWaterMark(3)));
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMark(4)));
        connectFully(push, bind(pull));

        int sent = 0;
        while (sent < 7) {
            sent += push.trySend(numbered(sent)) ? 1 : 0;
        }

        eventually(() -> !push.trySend(numbered(7)));
        assertThat(receive(pull, 7)).isEqualTo(numbers(0, 7));
    }

    @Test
    @DisplayName("test_hwm.cpp: by default the marks add up to 2000 messages")
    void the_default_marks_add_up_to_two_thousand() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        connectFully(push, bind(pull));

        int sent = 0;
        while (sent < 2_000) {
            sent += push.trySend(numbered(sent)) ? 1 : 0;
        }

        eventually(() -> !push.trySend(numbered(2_000)));
        assertThat(receive(pull, 2_000)).isEqualTo(numbers(0, 2_000));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "0, 0"})
    @DisplayName("test_hwm.cpp: a mark of 0 on either side is no limit")
    void a_mark_of_zero_on_either_side_is_no_limit(int sending, int receiving) {
        PullSocket pull = zmq().pull(options -> options.queues(queues -> queues.receiveHighWaterMark(receiving)));
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMark(sending)));
        connectFully(push, bind(pull));

        complete(push.send(numbered(0, 10_000)));

        assertThat(receive(pull, 10_000)).isEqualTo(numbers(0, 10_000));
    }

    @Test
    @DisplayName("test_inproc_connect.cpp: a second bind of a name is EADDRINUSE")
    void a_name_is_bound_once() {
        Endpoint endpoint = bind(zmq().pull());

        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> zmq().pull().bindNow(endpoint))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EADDRINUSE));
    }

    @Test
    @DisplayName("zmq_inproc(7): names are those of one context")
    void a_name_of_one_context_means_nothing_in_another() {
        Endpoint endpoint = bind(zmq().pull());

        try (ZmqContext other = TestContexts.create()) {
            assertThat(other.pull().bindNow(endpoint)).isEqualTo(endpoint);
        }
    }

    @Test
    @DisplayName("no recursion: two sockets that answer each other at once play for as long as they like")
    void an_echo_between_two_sockets_costs_no_stack() {
        PairSocket ping = zmq().pair();
        PairSocket pong = zmq().pair();
        connectFully(ping, bind(pong));

        pong.receive().subscribe(pong::trySend);
        ping.trySend(ZmqMessage.builder().addInt(0).build());
        int last = SocketContract.await(ping.receive().map(message -> message.frameAsInt(0)).doOnNext(number ->
                ping.trySend(ZmqMessage.builder().addInt(number + 1).build())).filter(number -> number == 100_000).next());

        assertThat(last).isEqualTo(100_000);
    }

    @Test
    @DisplayName("ZMQ_ROUTING_ID travels without a handshake")
    void a_router_knows_an_inproc_peer_by_its_id() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req(options -> options.routingId("asker"));
        req.connectNow(bind(router));
        router.messages().next().flatMap(asked -> router.send(asked.peer(), asked.message())).subscribe();

        assertThat(SocketContract.await(req.request(ZmqMessage.of("hello")))).isEqualTo(ZmqMessage.of("hello"));
    }
}
