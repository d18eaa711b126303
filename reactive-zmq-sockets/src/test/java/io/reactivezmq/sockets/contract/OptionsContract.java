package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static io.reactivezmq.sockets.contract.SocketContract.receiveText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** Options that change what is queued, kept or said. */
interface OptionsContract extends SocketContract {

    // ---- ZMQ_IMMEDIATE

    @Test
    @DisplayName("test_immediate.cpp: with ZMQ_IMMEDIATE nothing waits for an endpoint that nobody answers")
    default void immediate_sends_only_to_peers_that_are_there() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push(options -> options.immediate(true));
        push.connectNow(transport().vacant());
        assertThat(push.trySend(numbered(0))).isFalse();

        connectFully(push, bind(pull));
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    @DisplayName("test_immediate.cpp: without it the dead endpoint gets its share")
    default void without_immediate_messages_wait_for_every_endpoint() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(transport().vacant());
        connectFully(push, bind(pull));

        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 5)).doesNotHaveDuplicates();
        StepVerifier.create(pull.receive(), 1).thenCancel().verify(LIMIT);
    }

    @Test
    @DisplayName("test_immediate.cpp: after the only peer has gone nothing is taken, and a successor is served")
    default void immediate_takes_nothing_between_two_peers() {
        PullSocket before = zmq().pull();
        Endpoint endpoint = before.bindNow(transport().vacant());
        PushSocket push = zmq().push(options -> options.immediate(true));
        EventLog events = EventLog.of(push);
        connectFully(push, endpoint);

        before.close();
        events.await(Disconnected.class);
        eventually(() -> !push.trySend(numbered(0)));
        PullSocket after = zmq().pull();
        after.bindNow(endpoint);
        events.await(HandshakeSucceeded.class, 2);
        await(push.send(numbered(1)).thenReturn(true));

        assertThat(receive(after, 1)).containsExactly(1);
        assertThat(push.statistics().peers()).isEqualTo(1);
    }

    // ---- ZMQ_CONFLATE

    @Test
    @DisplayName("test_conflate.cpp: of what nobody has received yet only the newest is kept, the others are counted")
    default void a_conflating_puller_sees_the_newest_message() {
        PullSocket pull = zmq().pull(options -> options.queues(queues -> queues.conflate(true)));
        PushSocket push = zmq().push();
        connectFully(push, bind(pull));

        await(push.send(numbered(0, 60)).thenReturn(true));
        eventually(() -> pull.statistics().messagesReceived() == 60);

        assertThat(receive(pull, 1)).containsExactly(59);
        assertThat(pull.statistics().dropped()).containsEntry(DropReason.CONFLATED, 59L);
    }

    @Test
    @DisplayName("ZMQ_CONFLATE: of what waits for a peer only the newest is kept, multipart as a whole; no high-water mark applies")
    default void a_conflating_pusher_keeps_the_newest_message() {
        Endpoint endpoint = transport().vacant();
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.conflate(true).sendHighWaterMark(1)));
        push.connectNow(endpoint);
        for (int i = 0; i < 10; i++) {
            assertThat(push.trySend(ZmqMessage.of("number", Integer.toString(i)))).isTrue();
        }

        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint);

        assertThat(await(pull.receive().next())).isEqualTo(ZmqMessage.of("number", "9"));
        assertThat(push.statistics().dropped()).containsEntry(DropReason.CONFLATED, 9L);
    }

    @Test
    @DisplayName("ZMQ_CONFLATE 'supported by PULL, PUSH, SUB, PUB and DEALER'; libzmq ignores it elsewhere, here it is an error")
    default void other_types_do_not_conflate() {
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> zmq().router(options -> options.queues(queues -> queues.conflate(true))))
                .withMessageContaining("queues.conflate").withMessageContaining("ROUTER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"routing.notifyConnect", "routing.notifyDisconnect"})
    @DisplayName("ZMQ_ROUTER_NOTIFY is a ROUTER's: a service would be asked to answer each notice")
    default void a_replier_takes_no_notices(String option) {
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> zmq().rep(options -> options.routing(routing -> routing
                        .notifyConnect(option.endsWith("notifyConnect")).notifyDisconnect(option.endsWith("notifyDisconnect")))))
                .withMessageContaining(option).withMessageContaining("REP");
    }

    // ---- messages of greeting and farewell

    @Test
    @DisplayName("test_hello_msg.cpp: ZMQ_HELLO_MSG is the first message of each connection")
    default void a_router_greets_each_peer() {
        RouterSocket before = zmq().router(options -> options.routing(routing -> routing.helloMessage(ZmqMessage.of("hello", "1"))));
        Endpoint endpoint = before.bindNow(transport().vacant());
        DealerSocket dealer = zmq().dealer();
        dealer.connectNow(endpoint);

        assertThat(await(dealer.receive().next())).isEqualTo(ZmqMessage.of("hello", "1"));
        before.close();
        RouterSocket after = zmq().router(options -> options.routing(routing -> routing.helloMessage(ZmqMessage.of("hello", "2"))));
        after.bindNow(endpoint);
        assertThat(await(dealer.receive().next())).isEqualTo(ZmqMessage.of("hello", "2"));
    }

    @Test
    @DisplayName("test_hello_msg.cpp: a DEALER too")
    default void a_dealer_greets_its_router() {
        RouterSocket router = zmq().router();
        DealerSocket dealer = zmq().dealer(options -> options.routingId("d")
                .routing(routing -> routing.helloMessage(ZmqMessage.of("hello"))));

        dealer.connectNow(bind(router));

        assertThat(await(router.receive().next())).isEqualTo(ZmqMessage.of("d", "hello"));
    }

    @Test
    @DisplayName("test_disconnect_msg.cpp: ROUTER receives ZMQ_DISCONNECT_MSG as the last message of an accepted peer")
    default void a_router_is_told_of_the_end_of_a_peer_in_its_own_words() {
        RouterSocket router = zmq().router(options -> options.routing(routing -> routing.disconnectMessage(ZmqMessage.of("gone"))));
        DealerSocket dealer = zmq().dealer(options -> options.routingId("d"));
        connectFully(dealer, bind(router));
        await(dealer.send(ZmqMessage.of("last words")).thenReturn(true));

        dealer.close();

        assertThat(await(router.receive().take(2).collectList()))
                .containsExactly(ZmqMessage.of("d", "last words"), ZmqMessage.of("d", "gone"));
    }

    @Test
    @DisplayName("test_hiccup_msg.cpp: DEALER receives ZMQ_HICCUP_MSG when a connection that it made is lost")
    default void a_dealer_is_told_of_a_lost_connection_in_its_own_words() {
        RouterSocket router = zmq().router();
        DealerSocket dealer = zmq().dealer(options -> options.routing(routing -> routing.hiccupMessage(ZmqMessage.of("hiccup"))));
        connectFully(dealer, bind(router));

        router.close();

        assertThat(await(dealer.receive().next())).isEqualTo(ZmqMessage.of("hiccup"));
    }

    @Test
    @DisplayName("test_xpub_welcome_msg.cpp: a subscriber of a prefix of it receives ZMQ_XPUB_WELCOME_MSG first")
    default void a_publisher_welcomes_its_subscribers() {
        PubSocket pub = zmq().pub(options -> options.pubSub(pubSub -> pubSub.welcomeMessage(ZmqMessage.of("Welcome"))));
        SubSocket sub = zmq().sub();
        sub.subscribe("W");

        sub.connectNow(bind(pub));

        assertThat(receiveText(sub, 1)).containsExactly("Welcome");
    }

    @Test
    @DisplayName("test_xpub_welcome_msg.cpp: a SUB that has not subscribed to a prefix of ZMQ_XPUB_WELCOME_MSG does not see it")
    default void a_subscriber_of_something_else_is_not_welcomed() {
        PubSocket pub = zmq().pub(options -> options.pubSub(pubSub -> pubSub.welcomeMessage(ZmqMessage.of("Welcome"))));
        SubSocket sub = zmq().sub();
        sub.subscribe("w");
        sub.connectNow(bind(pub));
        SocketContract.awaitSubscriptions(pub, sub);

        pub.trySend(ZmqMessage.of("work"));

        assertThat(receiveText(sub, 1)).containsExactly("work");
    }
}
