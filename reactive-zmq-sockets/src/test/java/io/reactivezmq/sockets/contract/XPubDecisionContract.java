package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.Filling.fill;
import static io.reactivezmq.sockets.contract.Filling.large;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receiveMessages;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static io.reactivezmq.sockets.contract.XPubContract.notices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.PubSubOptions;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.SubscriptionEvent;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** An XPUB that decides itself who gets what, and one that waits for slow subscribers. */
interface XPubDecisionContract extends SocketContract {

    private static byte[] topic(String text) {
        return text.getBytes(UTF_8);
    }

    private XPubSocket deciding(Consumer<PubSubOptions.Builder> options) {
        return zmq().xpub(all -> all.pubSub(options));
    }

    /** An XSUB that has asked for this; it does not filter what it gets. */
    private XSubSocket asking(Endpoint endpoint, String topic) {
        XSubSocket xsub = zmq().xsub();
        xsub.subscribe(topic);
        xsub.connectNow(endpoint);
        return xsub;
    }

    private static SubscriptionEvent next(XPubSocket xpub) {
        return await(xpub.subscriptions().next());
    }

    @Test
    @DisplayName("ZMQ_XPUB_MANUAL: a subscription is told and not applied, what the application admits is (test_xpub_manual.cpp)")
    default void the_application_gives_another_topic_than_was_asked_for() {
        XPubSocket xpub = deciding(options -> options.manual(true));
        XSubSocket xsub = asking(bind(xpub), "A");
        SubscriptionEvent asked = next(xpub);
        assertThat(asked.topicAsString()).isEqualTo("A");
        assertThat(xpub.topicsCount()).isZero();

        xpub.admit(asked, topic("XA"));
        xpub.trySend(ZmqMessage.of("A"));
        xpub.trySend(ZmqMessage.of("XA"));

        assertThat(receiveOne(xsub)).isEqualTo(ZmqMessage.of("XA"));
        assertThat(xpub.topicsCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("ZMQ_XPUB_MANUAL: the end of a subscription is told and not applied either (test_xpub_manual.cpp)")
    default void the_application_takes_a_topic_back() {
        XPubSocket xpub = deciding(options -> options.manual(true));
        XSubSocket xsub = asking(bind(xpub), "A");
        SubscriptionEvent asked = next(xpub);
        xpub.admit(asked, topic("XA"));
        xpub.admit(asked, topic("end"));
        xsub.unsubscribe("A");
        assertThat(next(xpub).isSubscribe()).isFalse();
        xpub.trySend(ZmqMessage.of("XA still"));

        xpub.revoke(asked, topic("XA"));
        xpub.trySend(ZmqMessage.of("XA no more"));
        xpub.trySend(ZmqMessage.of("end"));

        assertThat(receiveMessages(xsub, 2)).containsExactly(ZmqMessage.of("XA still"), ZmqMessage.of("end"));
    }

    @Test
    @DisplayName("ZMQ_XPUB_MANUAL: who leaves cancels what it asked for, not what it got; each peer by itself (test_xpub_manual.cpp)")
    default void the_end_of_a_peer_is_told_with_the_topics_that_it_asked_for() {
        XPubSocket xpub = deciding(options -> options.manual(true));
        Endpoint endpoint = bind(xpub);
        XSubSocket one = asking(endpoint, "A");
        SubscriptionEvent first = next(xpub);
        assertThat(xpub.admit(first, topic("XA"))).isTrue();
        XSubSocket two = asking(endpoint, "A");
        xpub.admit(next(xpub), topic("XA"));
        assertThat(notices(xpub, 2)).containsExactly("+A", "+A");

        one.close();
        assertThat(notices(xpub, 1)).containsExactly("-A");
        assertThat(xpub.admit(first, topic("B"))).isFalse();
        assertThat(xpub.revoke(first, topic("XA"))).isFalse();
        xpub.trySend(ZmqMessage.of("XA"));

        assertThat(receiveOne(two)).isEqualTo(ZmqMessage.of("XA"));
        assertThat(xpub.topicsCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("ZMQ_XPUB_MANUAL_LAST_VALUE: the first message after a subscription was admitted is for that subscriber alone "
            + "(test_xpub_manual_last_value.cpp)")
    default void a_newcomer_alone_gets_the_last_value() {
        XPubSocket xpub = deciding(options -> options.manualLastValue(true));
        Endpoint endpoint = bind(xpub);
        XSubSocket older = asking(endpoint, "A");
        xpub.admit(next(xpub), topic("A"));
        xpub.trySend(ZmqMessage.of("A", "1"));
        XSubSocket newcomer = asking(endpoint, "A");
        xpub.admit(next(xpub), topic("A"));

        xpub.trySend(ZmqMessage.of("A", "1 again"));
        xpub.trySend(ZmqMessage.of("A", "2"));

        assertThat(receiveMessages(older, 2)).containsExactly(ZmqMessage.of("A", "1"), ZmqMessage.of("A", "2"));
        assertThat(receiveMessages(newcomer, 2)).containsExactly(ZmqMessage.of("A", "1 again"), ZmqMessage.of("A", "2"));
    }

    @Test
    @DisplayName("ZMQ_XPUB_NODROP: a subscriber that does not read holds the publisher back, and nothing is lost "
            + "(test_xpub_nodrop.cpp, test_hwm_pubsub.cpp)")
    default void without_drops_a_publisher_waits() {
        XPubSocket xpub = zmq().xpub(QueueContract.smallBuffers().mutate(options -> options.pubSub(pubSub -> pubSub.noDrop(true))));
        SubSocket sub = zmq().sub(QueueContract.smallBuffers());
        sub.subscribe("");
        sub.connectNow(bind(xpub));
        assertThat(notices(xpub, 1)).containsExactly("+");
        CompletableFuture<Void> waiting;
        int sent = 0;
        do {
            waiting = xpub.send(large(sent)).toFuture();
            sent++;
        } while (waiting.isDone());

        assertThat(SocketContract.receive(sub, sent)).isEqualTo(numbers(0, sent));

        SocketContract.complete(Mono.fromFuture(waiting));
        assertThat(xpub.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("ZMQ_XPUB_NODROP: the bytes of a high-water mark hold the publisher back as its messages do")
    default void without_drops_a_message_that_is_too_large_for_now_waits() {
        XPubSocket xpub = zmq().xpub(QueueContract.smallBuffers().mutate(options -> options
                .queues(queues -> queues.sendHighWaterMarkBytes(100_000)).pubSub(pubSub -> pubSub.noDrop(true))));
        SubSocket sub = zmq().sub(QueueContract.smallBuffers());
        sub.subscribe("");
        sub.connectNow(bind(xpub));
        assertThat(notices(xpub, 1)).containsExactly("+");
        int sent = fill(xpub::trySend, number -> ZmqMessage.builder().addInt(number).add(new byte[60_000]).build());

        assertThat(SocketContract.receive(sub, sent)).isEqualTo(numbers(0, sent));
        assertThat(xpub.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("ZMQ_XPUB_NODROP: while one matching subscriber is full a message goes to nobody, and others still get theirs "
            + "(test_xpub_nodrop.cpp)")
    default void without_drops_a_message_goes_to_all_or_to_none() {
        XPubSocket xpub = zmq().xpub(QueueContract.smallBuffers().mutate(options -> options.pubSub(pubSub -> pubSub.noDrop(true))));
        Endpoint endpoint = bind(xpub);
        XSubSocket full = zmq().xsub(QueueContract.smallBuffers());
        full.subscribe("all");
        full.connectNow(endpoint);
        assertThat(notices(xpub, 1)).containsExactly("+all");
        XSubSocket reading = asking(endpoint, "al");
        assertThat(notices(xpub, 1)).containsExactly("+al");
        int taken = fill(xpub::trySend, number -> large(number).withFirst("all"));

        assertThat(xpub.trySend(ZmqMessage.of("al"))).isTrue();

        assertThat(receiveMessages(reading, taken + 1)).extracting(ZmqMessage::frameCount).endsWith(3, 1);
        assertThat(receiveMessages(full, taken)).extracting(message -> message.frameAsInt(1)).isEqualTo(numbers(0, taken));
        assertThat(xpub.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("ZMQ_XPUB_NODROP: a publisher that waits for a subscriber goes on when that one leaves")
    default void a_subscriber_that_leaves_is_not_waited_for() {
        XPubSocket xpub = zmq().xpub(QueueContract.smallBuffers().mutate(options -> options.pubSub(pubSub -> pubSub.noDrop(true))));
        SubSocket sub = zmq().sub(QueueContract.smallBuffers());
        sub.subscribe("");
        sub.connectNow(bind(xpub));
        assertThat(notices(xpub, 1)).containsExactly("+");
        fill(xpub);
        CompletableFuture<Void> waiting = xpub.send(large(1)).toFuture();

        sub.close();

        SocketContract.complete(Mono.fromFuture(waiting));
    }

    @Test
    @DisplayName("ZMQ_XPUB_NODROP: a publisher that waits for a subscriber goes on when that one does not want the topic any more")
    default void a_subscriber_that_cancels_is_not_waited_for() {
        XPubSocket xpub = zmq().xpub(QueueContract.smallBuffers().mutate(options -> options.pubSub(pubSub -> pubSub.noDrop(true))));
        SubSocket sub = zmq().sub(QueueContract.smallBuffers());
        sub.subscribe("");
        sub.connectNow(bind(xpub));
        assertThat(notices(xpub, 1)).containsExactly("+");
        fill(xpub);
        CompletableFuture<Void> waiting = xpub.send(large(1)).toFuture();

        sub.unsubscribe("");

        SocketContract.complete(Mono.fromFuture(waiting));
    }
}
