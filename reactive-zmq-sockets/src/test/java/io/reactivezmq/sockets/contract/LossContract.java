package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Peers that go, come back, or break the rules. */
interface LossContract extends SocketContract {

    @Test
    @DisplayName("zmq_connect(3): a lost connection is established again")
    default void a_pusher_reconnects_when_the_puller_restarts() {
        PullSocket before = zmq().pull();
        Endpoint endpoint = before.bindNow(transport().vacant());
        PushSocket push = zmq().push();
        EventLog events = EventLog.of(push);
        connectFully(push, endpoint);
        before.close();
        events.await(Disconnected.class);

        PullSocket after = zmq().pull();
        after.bindNow(endpoint);
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(after, 10)).isEqualTo(numbers(0, 10));
        events.await(HandshakeSucceeded.class, 2);
        assertThat(push.statistics().reconnects()).isEqualTo(1);
    }

    @Test
    @DisplayName("a connecting socket's queue outlives its connection")
    default void what_is_sent_while_the_puller_is_away_waits_for_it() {
        PullSocket before = zmq().pull();
        Endpoint endpoint = before.bindNow(transport().vacant());
        PushSocket push = zmq().push();
        EventLog events = EventLog.of(push);
        connectFully(push, endpoint);
        before.close();
        events.await(Disconnected.class);

        for (int i = 0; i < 1_000; i++) {
            assertThat(push.trySend(numbered(i))).isTrue();
        }
        PullSocket after = zmq().pull();
        after.bindNow(endpoint);

        assertThat(receive(after, 1_000)).isEqualTo(numbers(0, 1_000));
    }

    @Test
    @DisplayName("a bound socket's queue ends with its peer")
    default void a_bound_pusher_forgets_a_puller_that_left() {
        PushSocket push = zmq().push();
        EventLog events = EventLog.of(push);
        PullSocket pull = zmq().pull();
        connectFully(pull, bind(push));
        pull.close();
        events.await(Disconnected.class);

        assertThat(push.trySend(numbered(1))).isFalse();
        assertThat(push.statistics().peers()).isZero();
    }

    @Test
    default void a_puller_that_comes_back_to_a_bound_pusher_is_served_again() {
        PushSocket push = zmq().push();
        Endpoint endpoint = bind(push);
        PullSocket first = zmq().pull();
        connectFully(first, endpoint);
        first.close();
        eventually(() -> push.statistics().peers() == 0);

        PullSocket second = zmq().pull();
        second.connectNow(endpoint);
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(second, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    @DisplayName("ZMQ_MAXMSGSIZE: the size may be reached")
    default void a_message_of_exactly_the_largest_size_arrives() {
        PullSocket pull = zmq().pull(options -> options.limits(limits -> limits.maxMessageSize(1_000)));
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));
        ZmqMessage whole = ZmqMessage.of(new byte[1_000]);
        ZmqMessage parts = ZmqMessage.of(new byte[400], new byte[600]);

        push.trySend(whole);
        push.trySend(parts);

        assertThat(await(pull.receive().take(2).collectList())).containsExactly(whole, parts);
    }

    @Test
    @DisplayName("RFC 37: a peer with an incompatible socket type is disconnected")
    default void a_publisher_and_a_puller_do_not_talk() {
        assertMismatch(zmq().pull(), zmq().pub());
        assertMismatch(zmq().pub(), zmq().pull());
    }

    private void assertMismatch(ZmqSocket bound, ZmqSocket connecting) {
        EventLog boundEvents = EventLog.of(bound);
        EventLog connectingEvents = EventLog.of(connecting);
        connecting.connectNow(bind(bound));

        // whoever sees the other's type first closes; the other may see only that
        assertThat(List.of(boundEvents.await(HandshakeFailed.class).cause(),
                connectingEvents.await(HandshakeFailed.class).cause()))
                .anySatisfy(cause -> assertThat(cause).isInstanceOfSatisfying(ZmqProtocolException.class,
                        mismatch -> assertThat(mismatch.violation()).isEqualTo(Violation.SOCKET_TYPE_MISMATCH)));
        assertThat(bound.statistics().handshakesFailed()).isPositive();
        assertThat(bound.statistics().peers()).isZero();
    }

    @Test
    @DisplayName("a peer's fault never ends receive()")
    default void a_puller_whose_peer_was_refused_receives_from_others() {
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        Endpoint endpoint = bind(pull);
        zmq().pub().connectNow(endpoint);
        events.await(HandshakeFailed.class);
        PushSocket push = zmq().push();

        push.connectNow(endpoint);
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }
}
