package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveMessages;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static io.reactivezmq.sockets.contract.SocketContract.receiveText;
import static io.reactivezmq.sockets.contract.XPubContract.notices;
import static io.reactivezmq.sockets.contract.XPubContract.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** XSUB (RFC 29), and SUB where both do the same. */
interface XSubContract extends SocketContract {

    private XPubSocket verbose() {
        return zmq().xpub(options -> options.pubSub(pubSub -> pubSub.verboser(true)));
    }

    @Test
    @DisplayName("RFC 29 XSUB: SHALL accept subscription commands from its calling application; "
            + "SHALL send subscribe and unsubscribe requests to publishers")
    default void a_subscription_is_a_message_that_begins_with_a_one() {
        XPubSocket xpub = zmq().xpub();
        XSubSocket xsub = zmq().xsub();
        xsub.connectNow(bind(xpub));
        xsub.trySend(request(true, "a"));
        xsub.trySend(request(true, "end"));
        assertThat(notices(xpub, 2)).containsExactlyInAnyOrder("+a", "+end");
        xpub.trySend(ZmqMessage.of("a1"));

        xsub.trySend(request(false, "a"));
        assertThat(notices(xpub, 1)).containsExactly("-a");
        xpub.trySend(ZmqMessage.of("a2"));
        xpub.trySend(ZmqMessage.of("end"));

        assertThat(receiveText(xsub, 2)).containsExactly("a1", "end");
    }

    @Test
    @DisplayName("RFC 29: subscriptions SHALL be additive and SHALL NOT be idempotent; XSUB sends each upstream, and only the last end")
    default void a_topic_subscribed_twice_is_cancelled_with_the_second_end() {
        XPubSocket xpub = verbose();
        XSubSocket xsub = zmq().xsub();
        connectFully(xsub, bind(xpub));
        eventually(() -> xpub.statistics().peers() == 1 && xsub.statistics().peers() == 1);
        xsub.subscribe("a");
        xsub.subscribe("a");
        assertThat(notices(xpub, 2)).containsExactly("+a", "+a");

        xsub.unsubscribe("a");
        xsub.subscribe("marker");
        assertThat(notices(xpub, 1)).containsExactly("+marker");
        xsub.unsubscribe("a");

        assertThat(notices(xpub, 1)).containsExactly("-a");
    }

    @Test
    @DisplayName("test_xsub_verbose.cpp: the end of what was not subscribed is swallowed")
    default void an_unknown_cancellation_is_not_sent() {
        XPubSocket xpub = verbose();
        XSubSocket xsub = zmq().xsub();
        xsub.connectNow(bind(xpub));

        xsub.unsubscribe("a");
        xsub.trySend(request(false, "b"));
        xsub.subscribe("marker");

        assertThat(notices(xpub, 1)).containsExactly("+marker");
    }

    @Test
    @DisplayName("ZMQ_XSUB_VERBOSE_UNSUBSCRIBE: every end is sent, even of what was not subscribed (test_xsub_verbose.cpp)")
    default void a_verbose_subscriber_sends_every_cancellation() {
        XPubSocket xpub = verbose();
        XSubSocket xsub = zmq().xsub(options -> options.pubSub(pubSub -> pubSub.verboseUnsubscribe(true)));
        xsub.subscribe("a");
        xsub.subscribe("a");
        xsub.connectNow(bind(xpub));
        assertThat(notices(xpub, 1)).containsExactly("+a");

        xsub.unsubscribe("a");
        assertThat(notices(xpub, 1)).containsExactly("-a");
        xsub.unsubscribe("a");
        assertThat(notices(xpub, 1)).containsExactly("-a");
        xsub.trySend(request(false, "unknown"));

        assertThat(notices(xpub, 1)).containsExactly("-unknown");
    }

    @Test
    @DisplayName("xsub.cpp: a new connection is told each distinct topic once")
    default void a_publisher_that_restarts_is_told_everything_again() {
        XPubSocket before = verbose();
        Endpoint endpoint = before.bindNow(transport().vacant());
        XSubSocket xsub = zmq().xsub();
        List.of("a", "b", "a").forEach(xsub::subscribe);
        xsub.connectNow(endpoint);
        assertThat(notices(before, 2)).containsExactlyInAnyOrder("+a", "+b");
        before.close();
        xsub.subscribe("c");

        XPubSocket after = verbose();
        after.bindNow(endpoint);

        assertThat(notices(after, 3)).containsExactlyInAnyOrder("+a", "+b", "+c");
    }

    @Test
    @DisplayName("RFC 29 XSUB: SHALL send all messages to all connected publishers; SHALL not modify outgoing messages in any way; "
            + "SHALL maintain a double queue for each connected publisher")
    default void every_publisher_gets_what_is_sent_upstream() {
        XPubSocket one = zmq().xpub();
        XPubSocket two = zmq().xpub();
        XSubSocket xsub = zmq().xsub();
        connectFully(xsub, bind(one));
        connectFully(xsub, bind(two));
        List<ZmqMessage> messages = List.of(ZmqMessage.of("a", "", "b"), ZmqMessage.of(""), ZmqMessage.of("\2c"));

        xsub.send(Flux.fromIterable(messages)).block(LIMIT);

        assertThat(receiveMessages(one, 3)).isEqualTo(messages);
        assertThat(receiveMessages(two, 3)).isEqualTo(messages);
    }

    @Test
    @DisplayName("RFC 29 XSUB: SHALL silently drop the message if the outgoing queue for a publisher is full; "
            + "SHALL NOT block on sending; here it is counted")
    default void what_a_publisher_has_no_room_for_is_dropped_and_subscriptions_are_not() {
        XSubSocket xsub = zmq().xsub(options -> options.queues(queues -> queues.sendHighWaterMark(2)));
        Endpoint endpoint = transport().vacant();
        xsub.connectNow(endpoint);
        for (int i = 0; i < 5; i++) {
            assertThat(xsub.trySend(ZmqMessage.of("message"))).isTrue();
            xsub.subscribe("topic " + i);
        }
        assertThat(xsub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK)).isEqualTo(3);

        XPubSocket xpub = zmq().xpub();
        xpub.bindNow(endpoint);

        assertThat(notices(xpub, 7)).containsExactlyInAnyOrder("message", "message",
                "+topic 0", "+topic 1", "+topic 2", "+topic 3", "+topic 4");
    }

    @Test
    @DisplayName("RFC 29 SUB, RFC 29 XSUB: SHALL receive incoming messages from its publishers using a fair-queuing strategy")
    default void publishers_are_received_from_in_turn() {
        SubSocket sub = zmq().sub();
        sub.subscribe("");
        assertFair(sub);
        XSubSocket xsub = zmq().xsub();
        xsub.subscribe("");
        assertFair(xsub);
    }

    private <S extends ZmqSocket & ReceivingSocket> void assertFair(S subscriber) {
        publish(subscriber, "much", 100);
        publish(subscriber, "little", 3);
        eventually(() -> subscriber.statistics().messagesReceived() == 103);

        assertThat(receiveText(subscriber, 6)).containsExactlyInAnyOrder("much", "little", "much", "little", "much", "little");
    }

    private void publish(ZmqSocket subscriber, String what, int times) {
        XPubSocket publisher = zmq().xpub();
        subscriber.connectNow(bind(publisher));
        assertThat(notices(publisher, 1)).containsExactly("+");
        Flux.range(0, times).map(i -> ZmqMessage.of(what)).subscribe(publisher::trySend);
    }

    @Test
    @DisplayName("RFC 29 SUB, RFC 29 XSUB: SHALL not modify incoming messages in any way; SHALL deliver messages to its calling application")
    default void messages_arrive_as_they_were_published() {
        XPubSocket xpub = zmq().xpub();
        Endpoint endpoint = bind(xpub);
        XSubSocket xsub = zmq().xsub();
        SubSocket sub = zmq().sub();
        xsub.subscribe("");
        sub.subscribe("s");
        xsub.connectNow(endpoint);
        sub.connectNow(endpoint);
        assertThat(notices(xpub, 2)).containsExactlyInAnyOrder("+", "+s");
        List<ZmqMessage> messages = List.of(ZmqMessage.of("s", "", "x"), ZmqMessage.of("s"), ZmqMessage.of("s\0", "\1"));

        messages.forEach(xpub::trySend);

        assertThat(receiveMessages(xsub, 3)).isEqualTo(messages);
        assertThat(receiveMessages(sub, 3)).isEqualTo(messages);
    }

    @Test
    @DisplayName("test_sub_forward.cpp: subscriptions pass a forwarder of XPUB and XSUB upstream, messages downstream")
    default void a_forwarder_is_two_lines() {
        XPubSocket pub = zmq().xpub();
        XSubSocket back = zmq().xsub();
        XPubSocket front = zmq().xpub();
        back.connectNow(bind(pub));
        Endpoint endpoint = bind(front);
        back.send(front.receive()).subscribe(done -> { }, closed -> { });
        front.send(back.receive()).subscribe(done -> { }, closed -> { });
        SubSocket sub = zmq().sub();
        sub.subscribe("a");
        sub.connectNow(endpoint);
        assertThat(notices(pub, 1)).containsExactly("+a");

        pub.trySend(ZmqMessage.of("b"));
        pub.trySend(ZmqMessage.of("a1"));
        assertThat(receiveOne(sub)).isEqualTo(ZmqMessage.of("a1"));
        sub.close();

        assertThat(notices(pub, 1)).containsExactly("-a");
    }

    @Test
    default void a_subscription_longer_than_the_limit_is_refused_where_it_is_made() {
        XSubSocket xsub = zmq().xsub(options -> options.limits(limits -> limits.maxTopicSize(4)));
        EventLog events = EventLog.of(xsub);
        XPubSocket xpub = zmq().xpub();
        xsub.connectNow(bind(xpub));
        events.await(HandshakeSucceeded.class);

        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> xsub.subscribe("12345"))
                .withMessageContaining("maxTopicSize");
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> xsub.trySend(request(true, "12345")));
        xsub.send(request(true, "1234")).block(LIMIT);

        assertThat(await(xpub.subscriptions().next()).topicAsString()).isEqualTo("1234");
    }
}
