package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.Filling.fill;
import static io.reactivezmq.sockets.contract.Filling.large;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.awaitSubscriptions;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static io.reactivezmq.sockets.contract.SocketContract.receiveMessages;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static io.reactivezmq.sockets.contract.SocketContract.receiveText;
import static io.reactivezmq.sockets.contract.XPubContract.notices;
import static io.reactivezmq.sockets.contract.XPubContract.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.PubSubOptions;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.SubscriptionEvent;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Options of publishers and subscribers that libzmq lets change on a live socket: xpub.cpp and xsub.cpp look at them again each time. */
interface LivePubSubOptionsContract extends SocketContract {

    /** More messages than a full subscriber takes in a last moment of draining. */
    int MORE = 500;

    private static void change(ZmqSocket socket, Consumer<PubSubOptions.Builder> changes) {
        socket.changeOptions(options -> options.pubSub(changes));
    }

    /** A publisher with a subscriber that does not read. */
    private XPubSocket ignored(SubSocket sub) {
        XPubSocket xpub = zmq().xpub(QueueContract.smallBuffers());
        sub.subscribe("");
        sub.connectNow(bind(xpub));
        assertThat(notices(xpub, 1)).containsExactly("+");
        return xpub;
    }

    private SubSocket reluctant() {
        return zmq().sub(QueueContract.smallBuffers());
    }

    /** Connected, and asking for these topics. */
    private XSubSocket asking(Endpoint endpoint, String... topics) {
        XSubSocket xsub = zmq().xsub();
        List.of(topics).forEach(xsub::subscribe);
        xsub.connectNow(endpoint);
        return xsub;
    }

    private static SubscriptionEvent next(XPubSocket xpub) {
        return await(xpub.subscriptions().next());
    }

    private static void admit(XPubSocket xpub, String topic) {
        assertThat(xpub.admit(next(xpub), topic.getBytes(UTF_8))).isTrue();
    }

    @Test
    @DisplayName("ZMQ_XPUB_NODROP: a publisher that has dropped begins to hold back")
    default void a_publisher_begins_to_wait() {
        SubSocket sub = reluctant();
        XPubSocket xpub = ignored(sub);

        change(xpub, pubSub -> pubSub.noDrop(true));
        int taken = fill(xpub);

        assertThat(receive(sub, taken)).isEqualTo(numbers(0, taken));
        assertThat(xpub.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("ZMQ_XPUB_NODROP: who waits for a subscriber waits no more when the publisher drops from then on")
    default void a_publisher_waits_no_more() {
        SubSocket sub = reluctant();
        XPubSocket xpub = ignored(sub);
        change(xpub, pubSub -> pubSub.noDrop(true));
        fill(xpub);
        List<CompletableFuture<Void>> waiting = IntStream.range(0, MORE).mapToObj(i -> xpub.send(large(i)).toFuture()).toList();
        CompletableFuture<Void> publishing = xpub.send(Flux.range(MORE, MORE).map(Filling::large)).toFuture();

        change(xpub, pubSub -> pubSub.noDrop(false));

        waiting.forEach(send -> complete(Mono.fromFuture(send)));
        complete(Mono.fromFuture(publishing));
        assertThat(xpub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK)).isPositive();
    }

    @Test
    @DisplayName("ZMQ_XPUB_VERBOSER: the end of a subscription that others have is told from then on")
    default void a_publisher_becomes_verboser() {
        XPubSocket xpub = zmq().xpub();
        Endpoint endpoint = bind(xpub);
        XSubSocket one = asking(endpoint, "a");
        assertThat(notices(xpub, 1)).containsExactly("+a");
        XSubSocket two = asking(endpoint, "b", "a");
        assertThat(notices(xpub, 1)).containsExactly("+b");
        two.unsubscribe("b"); // follows its "a"
        assertThat(notices(xpub, 1)).containsExactly("-b");

        change(xpub, pubSub -> pubSub.verboser(true));
        one.unsubscribe("a");
        assertThat(notices(xpub, 1)).containsExactly("-a");
        two.unsubscribe("a");

        assertThat(notices(xpub, 1)).containsExactly("-a");
    }

    @Test
    @DisplayName("ZMQ_XPUB_MANUAL: what was subscribed stays, what is asked for from then on is the application's decision")
    default void a_publisher_begins_to_decide() {
        XPubSocket xpub = zmq().xpub();
        XSubSocket xsub = asking(bind(xpub), "A");
        assertThat(next(xpub).topicAsString()).isEqualTo("A");

        change(xpub, pubSub -> pubSub.manual(true));
        xsub.subscribe("B");
        admit(xpub, "XB");
        Flux.just("A", "B", "XB").map(ZmqMessage::of).subscribe(xpub::trySend);

        assertThat(receiveText(xsub, 2)).containsExactly("A", "XB");
    }

    @Test
    @DisplayName("ZMQ_XPUB_MANUAL: subscriptions are applied again, and the end of one that was admitted is told once")
    default void a_publisher_decides_no_more() {
        XPubSocket xpub = zmq().xpub(options -> options.pubSub(pubSub -> pubSub.manual(true)));
        EventLog events = EventLog.of(xpub);
        Endpoint endpoint = bind(xpub);
        XSubSocket leaving = asking(endpoint, "A", "B");
        admit(xpub, "A");
        admit(xpub, "B");
        assertThat(notices(xpub, 2)).containsExactlyInAnyOrder("+A", "+B");

        change(xpub, pubSub -> pubSub.manual(false));
        leaving.unsubscribe("A");
        assertThat(notices(xpub, 1)).containsExactly("-A");
        leaving.close();
        events.await(Disconnected.class);
        XSubSocket staying = asking(endpoint, "C");

        assertThat(notices(xpub, 2)).containsExactly("-B", "+C");
        xpub.trySend(ZmqMessage.of("C"));
        assertThat(receiveOne(staying)).isEqualTo(ZmqMessage.of("C"));
    }

    @Test
    @DisplayName("ZMQ_XPUB_MANUAL_LAST_VALUE: who is admitted from then on gets a message alone")
    default void a_publisher_begins_to_give_newcomers_the_last_value() {
        XPubSocket xpub = zmq().xpub(options -> options.pubSub(pubSub -> pubSub.manual(true)));
        Endpoint endpoint = bind(xpub);
        XSubSocket older = asking(endpoint, "A");
        admit(xpub, "A");

        change(xpub, pubSub -> pubSub.manualLastValue(true));
        XSubSocket newcomer = asking(endpoint, "A");
        admit(xpub, "A");
        Flux.just("A again", "A2").map(ZmqMessage::of).subscribe(xpub::trySend);

        assertThat(receiveText(newcomer, 2)).containsExactly("A again", "A2");
        assertThat(receiveText(older, 1)).containsExactly("A2");
    }

    @Test
    @DisplayName("ZMQ_XPUB_MANUAL_LAST_VALUE: a newcomer that is still to get its message gets it with all others")
    default void a_publisher_gives_newcomers_nothing_of_their_own_any_more() {
        XPubSocket xpub = zmq().xpub(options -> options.pubSub(pubSub -> pubSub.manualLastValue(true)));
        Endpoint endpoint = bind(xpub);
        XSubSocket older = asking(endpoint, "A");
        admit(xpub, "A");
        xpub.trySend(ZmqMessage.of("A1"));
        XSubSocket newcomer = asking(endpoint, "A");
        admit(xpub, "A");

        change(xpub, pubSub -> pubSub.manualLastValue(false));
        xpub.trySend(ZmqMessage.of("A2"));
        change(xpub, pubSub -> pubSub.manualLastValue(true));
        xpub.trySend(ZmqMessage.of("A3"));

        assertThat(receiveText(older, 3)).containsExactly("A1", "A2", "A3");
        assertThat(receiveText(newcomer, 2)).containsExactly("A2", "A3");
    }

    @Test
    @DisplayName("ZMQ_XPUB_WELCOME_MSG: on each connection from then on; an empty one is none")
    default void a_publisher_begins_to_welcome() {
        PubSocket pub = zmq().pub();
        Endpoint endpoint = bind(pub);
        SubSocket before = zmq().sub();
        before.subscribe("");
        before.connectNow(endpoint);
        awaitSubscriptions(pub, before);

        change(pub, pubSub -> pubSub.welcomeMessage(ZmqMessage.of("Welcome")));
        SubSocket welcome = zmq().sub();
        welcome.subscribe("");
        welcome.connectNow(endpoint);
        assertThat(receiveText(welcome, 1)).containsExactly("Welcome");
        change(pub, pubSub -> pubSub.welcomeMessage(null));
        SubSocket after = zmq().sub();
        after.subscribe("");
        after.connectNow(endpoint);
        awaitSubscriptions(pub, after);
        pub.trySend(ZmqMessage.of("news"));

        assertThat(receiveText(before, 1)).containsExactly("news");
        assertThat(receiveText(welcome, 1)).containsExactly("news");
        assertThat(receiveText(after, 1)).containsExactly("news");
    }

    @Test
    @DisplayName("ZMQ_INVERT_MATCHING: on both sides, for what is published from then on")
    default void matching_is_inverted() {
        XPubSocket xpub = zmq().xpub();
        SubSocket sub = zmq().sub();
        sub.subscribe("a");
        sub.connectNow(bind(xpub));
        assertThat(notices(xpub, 1)).containsExactly("+a");
        Flux.just("a1", "b1").map(ZmqMessage::of).subscribe(xpub::trySend);
        assertThat(receiveText(sub, 1)).containsExactly("a1");

        change(xpub, pubSub -> pubSub.invertMatching(true));
        change(sub, pubSub -> pubSub.invertMatching(true));
        Flux.just("a2", "b2").map(ZmqMessage::of).subscribe(xpub::trySend);

        assertThat(receiveText(sub, 1)).containsExactly("b2");
    }

    @Test
    @DisplayName("ZMQ_ONLY_FIRST_SUBSCRIBE: a later frame of a message is content from then on")
    default void only_the_first_frame_may_be_a_subscription() {
        XPubSocket xpub = zmq().xpub();
        XSubSocket xsub = zmq().xsub();
        connectFully(xsub, bind(xpub));
        ZmqMessage message = ZmqMessage.of("user", "\1a");
        xsub.trySend(message);
        assertThat(notices(xpub, 1)).containsExactly("+a");

        change(xpub, pubSub -> pubSub.onlyFirstSubscribe(true));
        xsub.trySend(message);

        assertThat(receiveOne(xpub)).isEqualTo(message);
    }

    @Test
    @DisplayName("ZMQ_XSUB_VERBOSE_UNSUBSCRIBE: the end of what was not subscribed is sent from then on")
    default void a_subscriber_begins_to_send_every_cancellation() {
        XPubSocket xpub = zmq().xpub();
        XSubSocket xsub = zmq().xsub();
        connectFully(xsub, bind(xpub));
        xsub.trySend(request(false, "x"));

        change(xsub, pubSub -> pubSub.verboseUnsubscribe(true));
        xsub.trySend(request(false, "y"));

        assertThat(notices(xpub, 1)).containsExactly("-y");
    }

    @Test
    @DisplayName("zmq_setsockopt(3): other options act on connections that come later; limits of subscriptions are among them")
    default void a_lower_limit_of_subscriptions_holds_for_peers_to_come() {
        XPubSocket xpub = zmq().xpub();
        EventLog events = EventLog.of(xpub);
        Endpoint endpoint = bind(xpub);

        xpub.changeOptions(options -> options.limits(limits -> limits.maxSubscriptionsPerPeer(1)));
        asking(endpoint, "a", "b");

        assertThat(events.await(Disconnected.class).cause()).hasMessageContaining("subscriptions");
        assertThat(receiveMessages(xpub, 1)).hasSize(1);
    }
}
