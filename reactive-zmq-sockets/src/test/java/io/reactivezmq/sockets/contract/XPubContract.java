package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.awaitSubscriptions;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveMessages;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.PubSubOptions;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.SubscriptionEvent;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What XPUB tells its application about its subscribers (RFC 29). */
interface XPubContract extends SocketContract {

    /** {@code +topic} for a subscription, {@code -topic} for its end, anything else as it is. */
    static String notice(ZmqMessage message) {
        String text = message.frameAsString(0);
        if (text.isEmpty() || text.charAt(0) > 1) {
            return text;
        }
        return (text.charAt(0) == 1 ? "+" : "-") + text.substring(1);
    }

    static List<String> notices(ReceivingSocket xpub, int count) {
        return receiveMessages(xpub, count).stream().map(XPubContract::notice).toList();
    }

    /** A subscription as a message: a byte 1 or 0, and the topic. */
    static ZmqMessage request(boolean subscribe, String topic) {
        return ZmqMessage.of((subscribe ? '\1' : '\0') + topic);
    }

    default XPubSocket xpub(Consumer<PubSubOptions.Builder> options) {
        return zmq().xpub(all -> all.pubSub(options));
    }

    /** Connected, with these topics. */
    default SubSocket subscriber(Endpoint publisher, String... topics) {
        SubSocket sub = zmq().sub();
        for (String topic : topics) {
            sub.subscribe(topic);
        }
        sub.connectNow(publisher);
        return sub;
    }

    /** As {@link #subscriber}, and the publisher's application has been told so. */
    default SubSocket announced(XPubSocket xpub, Endpoint endpoint, String topic) {
        SubSocket sub = subscriber(endpoint, topic);
        assertThat(notices(xpub, 1)).containsExactly("+" + topic);
        return sub;
    }

    /** Of two subscribers to "a" the first one leaves it untold. */
    private static void assertOnlyTheLastEndIsTold(XPubSocket xpub, SubSocket first, SubSocket last) {
        first.unsubscribe("a");
        first.subscribe("c");
        assertThat(notices(xpub, 1)).containsExactly("+c");
        last.unsubscribe("a");

        assertThat(notices(xpub, 1)).containsExactly("-a");
    }

    @Test
    @DisplayName("RFC 29 XPUB: SHALL receive subscribe and unsubscribe requests from subscribers; "
            + "SHALL deliver these commands to its calling application")
    default void an_application_is_told_who_comes_for_what_and_who_leaves() {
        XPubSocket xpub = zmq().xpub();
        SubSocket sub = announced(xpub, bind(xpub), "a");

        sub.unsubscribe("a");

        assertThat(notices(xpub, 1)).containsExactly("-a");
    }

    @Test
    @DisplayName("a publisher that connects is told as one that is bound")
    default void a_connecting_publisher_is_told_what_a_bound_subscriber_wants() {
        XPubSocket xpub = zmq().xpub();
        SubSocket sub = zmq().sub();
        sub.subscribe("a");
        xpub.connectNow(bind(sub));

        assertThat(notices(xpub, 1)).containsExactly("+a");
        xpub.trySend(ZmqMessage.of("a1"));

        assertThat(receiveOne(sub)).isEqualTo(ZmqMessage.of("a1"));
    }

    @Test
    @DisplayName("RFC 29 PUB: SHALL receive subscribe and unsubscribe requests from subscribers; "
            + "SHALL NOT deliver these commands to its calling application")
    default void a_publisher_knows_what_is_wanted_and_tells_nobody() {
        PubSocket pub = zmq().pub();
        SubSocket sub = subscriber(bind(pub), "a");
        awaitSubscriptions(pub, sub);

        assertThat(pub.topicsCount()).isPositive();
        assertThat(pub).isNotInstanceOf(ReceivingSocket.class);
    }

    @Test
    @DisplayName("RFC 29 PUB, RFC 30 PUSH: SHALL only send messages")
    default void senders_do_not_receive() {
        assertThat(zmq().pub()).isNotInstanceOf(ReceivingSocket.class);
        assertThat(zmq().push()).isNotInstanceOf(ReceivingSocket.class);
    }

    @Test
    @DisplayName("RFC 29 SUB, RFC 30 PULL: SHALL only receive messages")
    default void receivers_do_not_send() {
        assertThat(zmq().sub()).isNotInstanceOf(SendingSocket.class);
        assertThat(zmq().pull()).isNotInstanceOf(SendingSocket.class);
    }

    @Test
    @DisplayName("zmq_setsockopt(3) ZMQ_XPUB_VERBOSE, default: the first subscription to a topic and the end of the last one")
    default void a_topic_is_told_when_its_first_subscriber_comes_and_its_last_one_goes() {
        XPubSocket xpub = zmq().xpub();
        Endpoint endpoint = bind(xpub);
        SubSocket first = announced(xpub, endpoint, "a");
        SubSocket second = zmq().sub();
        second.subscribe("a");
        connectFully(second, endpoint);
        second.subscribe("b");
        assertThat(notices(xpub, 1)).containsExactly("+b");

        assertOnlyTheLastEndIsTold(xpub, first, second);
    }

    @Test
    @DisplayName("ZMQ_XPUB_VERBOSE: every subscription, and the end of the last one (test_xpub_verbose.cpp)")
    default void a_verbose_publisher_tells_every_subscription() {
        XPubSocket xpub = xpub(options -> options.verbose(true));
        Endpoint endpoint = bind(xpub);
        SubSocket first = announced(xpub, endpoint, "a");
        SubSocket second = announced(xpub, endpoint, "a");

        assertOnlyTheLastEndIsTold(xpub, first, second);
    }

    @Test
    @DisplayName("ZMQ_XPUB_VERBOSER: every subscription and every end of one (test_xpub_verbose.cpp)")
    default void a_verboser_publisher_tells_every_cancellation_too() {
        XPubSocket xpub = xpub(options -> options.verboser(true));
        Endpoint endpoint = bind(xpub);
        SubSocket first = announced(xpub, endpoint, "a");
        SubSocket second = announced(xpub, endpoint, "a");

        first.unsubscribe("a");
        assertThat(notices(xpub, 1)).containsExactly("-a");
        second.close();

        assertThat(notices(xpub, 1)).containsExactly("-a");
    }

    @Test
    @DisplayName("ZMQ_XPUB_VERBOSER: who leaves ends each of its subscriptions, also those that others have (test_xpub_verbose.cpp)")
    default void a_verboser_publisher_is_told_what_who_leaves_had_though_others_have_it() {
        XPubSocket xpub = xpub(options -> options.verboser(true));
        Endpoint endpoint = bind(xpub);
        SubSocket leaving = subscriber(endpoint, "a", "b");
        assertThat(notices(xpub, 2)).containsExactlyInAnyOrder("+a", "+b");
        SubSocket staying = announced(xpub, endpoint, "a");

        leaving.close();
        assertThat(notices(xpub, 2)).containsExactlyInAnyOrder("-a", "-b");
        xpub.trySend(ZmqMessage.of("a"));

        assertThat(receiveOne(staying)).isEqualTo(ZmqMessage.of("a"));
    }

    @Test
    @DisplayName("xpub.cpp: the end of a subscription that never was is told too")
    default void an_unknown_cancellation_is_told() {
        XPubSocket xpub = zmq().xpub();
        XSubSocket xsub = zmq().xsub(options -> options.pubSub(pubSub -> pubSub.verboseUnsubscribe(true)));
        xsub.subscribe("a");
        xsub.connectNow(bind(xpub));
        assertThat(notices(xpub, 1)).containsExactly("+a");

        xsub.unsubscribe("x");

        assertThat(notices(xpub, 1)).containsExactly("-x");
    }

    @Test
    @DisplayName("RFC 29 XPUB: SHALL, if the subscriber peer disconnects prematurely, generate a suitable unsubscribe request")
    default void who_leaves_cancels_what_nobody_else_has() {
        XPubSocket xpub = zmq().xpub();
        Endpoint endpoint = bind(xpub);
        SubSocket leaving = subscriber(endpoint, "a", "b");
        assertThat(notices(xpub, 2)).containsExactlyInAnyOrder("+a", "+b");
        SubSocket staying = subscriber(endpoint, "b", "c");
        assertThat(notices(xpub, 1)).containsExactly("+c");

        leaving.close();
        assertThat(notices(xpub, 1)).containsExactly("-a");
        staying.close();

        assertThat(notices(xpub, 2)).containsExactlyInAnyOrder("-b", "-c");
    }

    @Test
    @DisplayName("RFC 29 XPUB: SHALL deliver these messages to its calling application; what an XSUB sends upstream")
    default void a_message_from_a_subscriber_arrives_as_it_was_sent() {
        XPubSocket xpub = zmq().xpub();
        XSubSocket xsub = zmq().xsub();
        xsub.connectNow(bind(xpub));
        ZmqMessage message = ZmqMessage.of("upstream", "", "frames");

        xsub.trySend(message);
        xsub.trySend(ZmqMessage.of(""));

        assertThat(receiveMessages(xpub, 2)).containsExactly(message, ZmqMessage.of(""));
    }

    @Test
    @DisplayName("RFC 29 XPUB: SHALL receive incoming messages from its subscribers using a fair-queuing strategy")
    default void a_subscriber_with_much_to_say_does_not_keep_another_waiting() {
        XPubSocket xpub = zmq().xpub();
        Endpoint endpoint = bind(xpub);
        XSubSocket much = zmq().xsub();
        connectFully(much, endpoint);
        Flux.range(0, 100).map(i -> ZmqMessage.of("much")).subscribe(much::trySend);
        XSubSocket little = zmq().xsub();
        connectFully(little, endpoint);
        Flux.range(0, 3).map(i -> ZmqMessage.of("little")).subscribe(little::trySend);
        eventually(() -> xpub.statistics().messagesReceived() == 103);

        assertThat(notices(xpub, 6)).containsExactlyInAnyOrder("much", "little", "much", "little", "much", "little");
    }

    @Test
    @DisplayName("RFC 29 PUB: SHALL silently discard any messages that subscribers send it; here they are counted")
    default void a_publisher_drops_what_a_subscriber_says() {
        PubSocket pub = zmq().pub();
        XSubSocket xsub = zmq().xsub();
        xsub.connectNow(bind(pub));

        xsub.trySend(ZmqMessage.of("upstream"));
        xsub.trySend(ZmqMessage.of("more", "frames"));

        eventually(() -> pub.statistics().dropped(DropReason.UNEXPECTED_MESSAGE) == 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 244, 245, 246, 247, 253, 254, 255, 256, 1000})
    @DisplayName("a topic of any length arrives whole, and its messages too (test_xpub_topic.cpp)")
    default void a_topic_may_be_long(int length) {
        XPubSocket xpub = zmq().xpub();
        String topic = "t".repeat(length);
        SubSocket sub = announced(xpub, bind(xpub), topic);

        xpub.trySend(ZmqMessage.of(topic + "!"));

        assertThat(receiveOne(sub)).isEqualTo(ZmqMessage.of(topic + "!"));
    }

    @Test
    @DisplayName("zmq_setsockopt(3) ZMQ_ONLY_FIRST_SUBSCRIBE, default: each frame of a message may be a subscription")
    default void every_frame_may_be_a_subscription() {
        XPubSocket xpub = zmq().xpub();
        XSubSocket xsub = zmq().xsub();
        xsub.connectNow(bind(xpub));

        xsub.trySend(ZmqMessage.of("\1a", "\1b"));

        assertThat(notices(xpub, 2)).containsExactly("+a", "+b");
    }

    @Test
    @DisplayName("what stands between the subscriptions of one message is dropped and counted; libzmq's xpub.cpp hands it over")
    default void frames_between_subscriptions_are_no_message() {
        XPubSocket xpub = zmq().xpub();
        XSubSocket xsub = zmq().xsub();
        xsub.connectNow(bind(xpub));

        xsub.trySend(ZmqMessage.of("user", "\1a", "more"));
        xsub.trySend(ZmqMessage.of("next"));

        assertThat(notices(xpub, 2)).containsExactlyInAnyOrder("+a", "next");
        assertThat(xpub.statistics().dropped(DropReason.UNEXPECTED_MESSAGE)).isOne();
    }

    @Test
    @DisplayName("ZMQ_ONLY_FIRST_SUBSCRIBE: a message whose first frame is no subscription is the application's, whole")
    default void with_only_first_subscribe_later_frames_are_content() {
        XPubSocket xpub = xpub(options -> options.onlyFirstSubscribe(true));
        XSubSocket xsub = zmq().xsub();
        xsub.connectNow(bind(xpub));
        ZmqMessage message = ZmqMessage.of("user", "\1a");

        xsub.trySend(message);

        assertThat(receiveOne(xpub)).isEqualTo(message);
        assertThat(xpub.topicsCount()).isZero();
    }

    @Test
    @DisplayName("ZMQ_TOPICS_COUNT: distinct topics, nested ones each; here also lowered by a peer that leaves "
            + "(test_pubsub_topics_count.cpp)")
    default void distinct_topics_are_counted_on_both_sides() {
        XPubSocket xpub = zmq().xpub();
        Endpoint endpoint = bind(xpub);
        XSubSocket xsub = zmq().xsub();
        List.of("A", "AB", "A").forEach(xsub::subscribe);
        xsub.connectNow(endpoint);
        SubSocket sub = subscriber(endpoint, "B", "AB");
        assertThat(notices(xpub, 3)).containsExactlyInAnyOrder("+A", "+AB", "+B");
        assertThat(xsub.topicsCount()).isEqualTo(2);
        assertThat(xpub.topicsCount()).isEqualTo(3);

        xsub.close();
        eventually(() -> xpub.topicsCount() == 2);
        sub.close();

        eventually(() -> xpub.topicsCount() == 0);
    }

    @Test
    @DisplayName("subscriptions are state: however many and however slowly they are read, none is lost")
    default void thousands_of_topics_at_connect_are_all_told() {
        XPubSocket xpub = zmq().xpub(options -> options.queues(queues -> queues.receiveHighWaterMark(4)));
        SubSocket sub = zmq().sub(options -> options.queues(queues -> queues.sendHighWaterMark(4)));
        List<String> topics = IntStream.range(0, 5_000).mapToObj(i -> "topic " + i + ";").toList();
        topics.forEach(sub::subscribe);

        sub.connectNow(bind(xpub));
        eventually(() -> xpub.topicsCount() == topics.size());

        assertThat(notices(xpub, topics.size())).containsExactlyInAnyOrderElementsOf(topics.stream().map("+"::concat).toList());
        topics.forEach(topic -> xpub.send(ZmqMessage.of(topic)).block(LIMIT));
        assertThat(receiveOne(sub)).isEqualTo(ZmqMessage.of("topic 0;"));
    }

    @Test
    @DisplayName("subscriptions(): the first subscriber gets the topics there are, then what changes; receive() tells the same")
    default void typed_subscriptions_are_told_beside_the_messages() {
        XPubSocket xpub = zmq().xpub();
        SubSocket sub = subscriber(bind(xpub), "a", "b");
        assertThat(notices(xpub, 2)).containsExactlyInAnyOrder("+a", "+b");

        List<SubscriptionEvent> present = await(xpub.subscriptions().take(2).collectList());
        sub.unsubscribe("a");
        SubscriptionEvent change = await(xpub.subscriptions().next());
        xpub.close();

        assertThat(present).extracting(SubscriptionEvent::topicAsString).containsExactlyInAnyOrder("a", "b");
        assertThat(present).allMatch(SubscriptionEvent::isSubscribe);
        assertThat(change.topic()).isEqualTo("a".getBytes(UTF_8));
        assertThat(change.isSubscribe()).isFalse();
        assertThat(await(xpub.subscriptions().collectList())).isEmpty();
    }

    @Test
    @DisplayName("ZMQ_INVERT_MATCHING: subscribers get what their topics do not match (test_pub_invert_matching.cpp)")
    default void with_inverted_matching_everyone_gets_what_he_did_not_ask_for() {
        XPubSocket xpub = xpub(options -> options.invertMatching(true));
        Endpoint endpoint = bind(xpub);
        List<SubSocket> subs = new ArrayList<>();
        for (String topic : List.of("a", "b")) {
            SubSocket sub = zmq().sub(options -> options.pubSub(pubSub -> pubSub.invertMatching(true)));
            sub.subscribe(topic);
            sub.connectNow(endpoint);
            assertThat(notices(xpub, 1)).containsExactly("+" + topic);
            subs.add(sub);
        }

        Flux.just("a1", "b1", "c1").map(ZmqMessage::of).subscribe(xpub::trySend);

        assertThat(receiveMessages(subs.get(0), 2)).containsExactly(ZmqMessage.of("b1"), ZmqMessage.of("c1"));
        assertThat(receiveMessages(subs.get(1), 2)).containsExactly(ZmqMessage.of("a1"), ZmqMessage.of("c1"));
    }
}
