package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.SubscriptionEvent;
import io.reactivezmq.sockets.XPubSocket;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Options that libzmq lets change on a live socket (zmq_setsockopt(3)). */
interface LiveOptionsContract extends SocketContract {

    private static int takes(PushSocket push) {
        int taken = 0;
        while (push.trySend(numbered(taken))) {
            taken++;
        }
        return taken;
    }

    @Test
    @DisplayName("test_sockopt_hwm.cpp: ZMQ_SNDHWM is pushed to the pipes that exist, up or down, and loses nothing")
    default void the_send_mark_of_a_live_socket_changes() {
        Endpoint endpoint = transport().vacant();
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMark(2)));
        push.connectNow(endpoint);
        assertThat(takes(push)).isEqualTo(2);

        push.changeOptions(options -> options.queues(queues -> queues.sendHighWaterMark(5)));
        assertThat(takes(push)).isEqualTo(3);
        push.changeOptions(options -> options.queues(queues -> queues.sendHighWaterMark(1)));
        assertThat(takes(push)).isZero();
        push.changeOptions(options -> options.queues(queues -> queues.sendHighWaterMark(100)));
        assertThat(takes(push)).isEqualTo(95);

        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint);
        assertThat(receive(pull, 5)).containsExactly(0, 1, 0, 1, 2);
        assertThat(receive(pull, 95)).isEqualTo(numbers(0, 95));
    }

    @Test
    @DisplayName("ZMQ_SNDHWM: a send that waits for room goes on when the mark is raised")
    default void a_waiting_send_is_let_go_by_a_higher_mark() {
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMark(1)));
        push.connectNow(transport().vacant());
        push.trySend(numbered(0));
        var waiting = push.send(numbered(1)).toFuture();

        push.changeOptions(options -> options.queues(queues -> queues.sendHighWaterMark(2)));

        await(reactor.core.publisher.Mono.fromFuture(waiting).thenReturn(true));
    }

    @Test
    @DisplayName("ZMQ_RCVHWM: a peer that was held back goes on when the mark is raised")
    default void a_higher_receive_mark_lets_the_peer_go_on() {
        SocketOptions small = QueueContract.smallBuffers();
        PullSocket pull = zmq().pull(small);
        PushSocket push = zmq().push(small);
        connectFully(push, bind(pull));
        byte[] body = new byte[8_192];
        eventually(() -> !push.trySend(ZmqMessage.of(body)));
        long held = pull.statistics().messagesReceived();

        pull.changeOptions(options -> options.queues(queues -> queues.receiveHighWaterMark(10_000)));

        eventually(() -> {
            push.trySend(ZmqMessage.of(body));
            return pull.statistics().messagesReceived() > held + 20;
        });
    }

    @Test
    @DisplayName("test_sockopt_hwm.cpp: ZMQ_RCVHWM is pushed to the pipes that exist, down too")
    default void a_lower_receive_mark_holds_the_peer_back_earlier() {
        SocketOptions large = QueueContract.smallBuffers().mutate(options -> options.queues(queues -> queues.receiveHighWaterMark(1_000)));
        PullSocket pull = zmq().pull(large);
        PushSocket push = zmq().push(QueueContract.smallBuffers());
        connectFully(push, bind(pull));

        pull.changeOptions(options -> options.queues(queues -> queues.receiveHighWaterMark(3)));
        int taken = Filling.fill(push);

        assertThat(pull.statistics().queuedInbound()).isEqualTo(3);
        assertThat(receive(pull, taken)).isEqualTo(numbers(0, taken));
    }

    @Test
    @DisplayName("ZMQ_LINGER acts at close, whenever it was set")
    default void linger_is_that_of_the_moment_of_closing() {
        PushSocket push = zmq().push(options -> options.linger(LIMIT.multipliedBy(10)));
        push.connectNow(transport().vacant());
        push.trySend(numbered(0));

        push.changeOptions(options -> options.linger(Duration.ZERO));
        push.disposeLater().block(LIMIT);

        assertThat(push.statistics().dropped()).containsEntry(DropReason.LINGER_EXPIRED, 1L);
    }

    @Test
    @DisplayName("ZMQ_ROUTER_MANDATORY")
    default void a_router_becomes_strict() {
        RouterSocket router = zmq().router();
        ZmqMessage toNobody = ZmqMessage.of("nobody", "?");
        await(router.send(toNobody).thenReturn(true));

        router.changeOptions(options -> options.routing(routing -> routing.mandatory(true)));

        assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(() -> router.send(toNobody).block(LIMIT));
    }

    @Test
    @DisplayName("ZMQ_PROBE_ROUTER: on each connection from then on")
    default void a_dealer_begins_to_probe() {
        Endpoint endpoint = transport().vacant();
        RouterSocket before = zmq().router();
        before.bindNow(endpoint);
        DealerSocket dealer = zmq().dealer(options -> options.routingId("d"));
        connectFully(dealer, endpoint);

        dealer.changeOptions(options -> options.routing(routing -> routing.probe(true)));
        before.close();
        RouterSocket after = zmq().router();
        after.bindNow(endpoint);

        assertThat(await(after.receive().next())).isEqualTo(ZmqMessage.of("d", ""));
    }

    @Test
    @DisplayName("ZMQ_XPUB_VERBOSE")
    default void an_xpub_becomes_verbose() {
        XPubSocket xpub = zmq().xpub();
        Endpoint endpoint = bind(xpub);
        SubSocket one = zmq().sub();
        one.subscribe("a");
        one.connectNow(endpoint);
        assertThat(await(xpub.subscriptions().map(SubscriptionEvent::isSubscribe).next())).isTrue();

        xpub.changeOptions(options -> options.pubSub(pubSub -> pubSub.verbose(true)));
        SubSocket two = zmq().sub();
        two.subscribe("a");
        two.connectNow(endpoint);

        assertThat(await(xpub.subscriptions().map(SubscriptionEvent::isSubscribe).next())).isTrue();
    }

    @Test
    @DisplayName("ZMQ_REQ_RELAXED, ZMQ_REQ_CORRELATE")
    default void a_req_becomes_relaxed() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req();
        connectFully(req, bind(router));
        await(req.send(ZmqMessage.of("1")).thenReturn(true));
        assertThat(await(router.receive().next()).frameCount()).isEqualTo(3);

        req.changeOptions(options -> options.request(request -> request.relaxed(true).correlate(true)));
        await(req.send(ZmqMessage.of("2")).thenReturn(true));

        assertThat(await(router.receive().next()).frameCount()).isEqualTo(4);
    }

    @Test
    @DisplayName("EINVAL: what this type cannot honour changes nothing")
    default void an_illegal_change_is_no_change() {
        RouterSocket router = zmq().router();
        SocketOptions before = router.options();

        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> router.changeOptions(
                options -> options.linger(Duration.ZERO).queues(queues -> queues.conflate(true))));

        assertThat(router.options()).isEqualTo(before);
    }

    @Test
    @DisplayName("ZMQ_SNDHWM with ZMQ_IMMEDIATE: a mark that was changed before there was a peer holds for it")
    default void a_mark_that_changes_before_the_peer_comes_holds_for_it() {
        Endpoint endpoint = transport().vacant();
        PushSocket push = zmq().push(QueueContract.smallBuffers().mutate(options -> options.immediate(true)));
        push.connectNow(endpoint);

        push.changeOptions(options -> options.queues(queues -> queues.sendHighWaterMark(20)));
        PullSocket pull = zmq().pull(QueueContract.smallBuffers());
        pull.bindNow(endpoint);
        eventually(() -> push.trySend(Filling.large(0)));
        Filling.fill(push);

        assertThat(push.statistics().queuedOutbound()).isEqualTo(20);
    }
}
