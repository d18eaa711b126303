package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.awaitSubscriptions;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** PUB and SUB (RFC 29). */
interface PublishContract extends SocketContract {

    private SubSocket subscribed(PubSocket pub, String... topics) {
        SubSocket sub = zmq().sub();
        for (String topic : topics) {
            sub.subscribe(topic);
        }
        sub.connectNow(bind(pub));
        awaitSubscriptions(pub, sub);
        return sub;
    }

    @Test
    @DisplayName("RFC 29 PUB, RFC 29 XPUB: SHALL perform a binary comparison of the subscription against the start of "
            + "the first frame of the message")
    default void a_subscriber_gets_what_begins_with_its_topics_and_nothing_else() {
        PubSocket pub = zmq().pub();
        SubSocket sub = subscribed(pub, "a", "bc");

        Flux.just("b", "a", "c", "bc", "xa", "abc", "bcd").map(ZmqMessage::of).subscribe(pub::trySend);

        assertThat(receiveText(sub, 4)).containsExactly("a", "bc", "abc", "bcd");
    }

    @Test
    @DisplayName("zmq_setsockopt(3) ZMQ_SUBSCRIBE: an empty topic subscribes to all incoming messages")
    default void the_empty_topic_means_every_message() {
        PubSocket pub = zmq().pub();
        SubSocket sub = subscribed(pub, "");

        Flux.just("", "a", "zz").map(ZmqMessage::of).subscribe(pub::trySend);

        assertThat(receiveText(sub, 3)).containsExactly("", "a", "zz");
    }

    @Test
    default void a_bound_subscriber_receives_from_a_publisher_that_connects() {
        PubSocket pub = zmq().pub();
        SubSocket sub = zmq().sub();
        sub.subscribe("a");
        pub.connectNow(bind(sub));
        awaitSubscriptions(pub, sub);

        pub.trySend(ZmqMessage.of("a1", "payload"));

        assertThat(receiveText(sub, 1)).containsExactly("a1");
    }

    @Test
    default void overlapping_topics_bring_a_message_once() {
        PubSocket pub = zmq().pub();
        SubSocket sub = subscribed(pub, "", "a", "ab", "a");

        Flux.just("abc", "end").map(ZmqMessage::of).subscribe(pub::trySend);

        assertThat(receiveText(sub, 2)).containsExactly("abc", "end");
    }

    @Test
    @DisplayName("ZMQ_UNSUBSCRIBE: removes one of several equal subscriptions")
    default void a_topic_subscribed_twice_is_unsubscribed_twice() {
        PubSocket pub = zmq().pub();
        SubSocket sub = subscribed(pub, "a", "a", "end");

        sub.unsubscribe("a");
        awaitSubscriptions(pub, sub);
        pub.trySend(ZmqMessage.of("a still"));
        assertThat(receiveText(sub, 1)).containsExactly("a still");

        sub.unsubscribe("a");
        awaitSubscriptions(pub, sub);
        Flux.just("a no more", "end").map(ZmqMessage::of).subscribe(pub::trySend);
        assertThat(receiveText(sub, 1)).containsExactly("end");
    }

    @Test
    @DisplayName("RFC 29 PUB, RFC 29 XPUB: SHALL not modify outgoing messages in any way; one for each matching "
            + "subscriber")
    default void every_matching_subscriber_gets_its_own_copy() {
        PubSocket pub = zmq().pub();
        SubSocket first = subscribed(pub, "a");
        SubSocket second = subscribed(pub, "a");
        SubSocket other = subscribed(pub, "b");

        Flux.just("a1", "b1").map(ZmqMessage::of).subscribe(pub::trySend);

        assertThat(receiveText(first, 1)).containsExactly("a1");
        assertThat(receiveText(second, 1)).containsExactly("a1");
        assertThat(receiveText(other, 1)).containsExactly("b1");
    }

    @Test
    @DisplayName("RFC 29 PUB: SHALL NOT block on sending; what nobody has asked for is no loss")
    default void publishing_to_nobody_succeeds_and_counts_no_loss() {
        PubSocket pub = zmq().pub();
        bind(pub);

        assertThat(pub.trySend(ZmqMessage.of("a"))).isTrue();
        await(pub.send(ZmqMessage.of("b")).thenReturn(true));
        await(pub.send(Flux.just(ZmqMessage.of("c"), ZmqMessage.of("d"))).thenReturn(true));

        assertThat(pub.statistics().droppedTotal()).isZero();
        assertThat(pub.statistics().messagesSent()).isZero();
    }

    @Test
    @DisplayName("RFC 29 SUB, RFC 29 XSUB: SHALL create a queue when connecting to a publisher, and SHALL maintain it "
            + "whether or not the connection is established; every new connection is told the subscriptions")
    default void subscriptions_survive_a_restart_of_the_publisher() {
        PubSocket before = zmq().pub();
        Endpoint endpoint = before.bindNow(transport().vacant());
        SubSocket sub = zmq().sub();
        sub.subscribe("a");
        sub.connectNow(endpoint);
        awaitSubscriptions(before, sub);
        before.close();

        PubSocket after = zmq().pub();
        after.bindNow(endpoint);
        awaitSubscriptions(after, sub);
        Flux.just("b", "a1").map(ZmqMessage::of).subscribe(after::trySend);

        assertThat(receiveText(sub, 1)).containsExactly("a1");
    }

    @Test
    @DisplayName("RFC 29 PUB, RFC 29 XPUB: SHALL create a queue when a subscriber connects to it, and SHALL destroy it "
            + "when this subscriber disconnects")
    default void a_publisher_forgets_the_subscriptions_of_a_peer_that_left() {
        PubSocket pub = zmq().pub();
        SubSocket sub = subscribed(pub, "a");
        sub.close();
        eventually(() -> pub.statistics().peers() == 0);
        long sent = pub.statistics().messagesSent();

        pub.trySend(ZmqMessage.of("a1"));

        assertThat(pub.statistics().messagesSent()).isEqualTo(sent);
        assertThat(pub.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("RFC 29 PUB: SHALL NOT block on sending; a publisher whose only subscriber reads nothing is rested, not stopped")
    default void a_publisher_comes_to_its_end_though_nobody_reads() {
        PubSocket pub = zmq().pub(QueueContract.smallBuffers());
        SubSocket stalled = zmq().sub(QueueContract.smallBuffers());
        stalled.subscribe("m");
        stalled.connectNow(bind(pub));
        awaitSubscriptions(pub, stalled);
        byte[] body = new byte[4_096];

        await(pub.send(Flux.range(0, 5_000).map(n -> ZmqMessage.builder().add("m").addInt(n).add(body).build())).thenReturn(true));

        assertThat(pub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK)).isPositive();
    }

    @Test
    @DisplayName("RFC 29 PUB, RFC 29 XPUB: SHALL silently drop the message if the queue for a subscriber is full; "
            + "SHALL NOT block on sending; SHALL maintain a single outgoing message queue for each connected "
            + "subscriber; SHALL maintain a double queue for each connected subscriber")
    default void a_subscriber_that_does_not_read_misses_messages_and_each_miss_is_counted() throws InterruptedException {
        PubSocket pub = zmq().pub(QueueContract.smallBuffers());
        Endpoint endpoint = bind(pub);
        SubSocket slow = zmq().sub(QueueContract.smallBuffers());
        slow.subscribe("m");
        slow.connectNow(endpoint);
        awaitSubscriptions(pub, slow);
        SubSocket fast = zmq().sub(QueueContract.smallBuffers());
        fast.subscribe("m");
        BlockingQueue<Integer> got = new LinkedBlockingQueue<>();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        fast.receive().filter(m -> m.frameCount() >= 3).map(m -> m.frameAsInt(1)).subscribe(number -> {
            if (number >= 0) {
                got.add(number);
            } else {
                seen.add(number);
            }
        });
        fast.connectNow(endpoint);
        eventually(() -> {
            pub.trySend(ZmqMessage.builder().add("m").addInt(-1).addInt(0).addInt(0).build());
            return !seen.isEmpty();
        });

        long before = pub.statistics().droppedTotal();
        int sent = 0;
        while (pub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK) < before + 10) {
            pub.trySend(ZmqMessage.builder().add("m").addInt(sent).add(new byte[4_096]).build());
            // one at a time: the fast one must never be at its mark
            assertThat(got.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(sent);
            sent++;
        }

        long missed = pub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK) - before;
        assertThat(await(slow.receive().filter(m -> m.frameCount() == 3).take(sent - missed).count())).isEqualTo(sent - missed);
        assertThat(pub.statistics().droppedTotal()).isEqualTo(before + missed);
    }

    @Test
    @DisplayName("test_hwm_pubsub.cpp: who was at its mark and has read gets what is published then, again and again")
    default void a_subscriber_that_has_read_gets_what_is_published_then() {
        PubSocket pub = zmq().pub(QueueContract.smallBuffers());
        SubSocket slow = zmq().sub(QueueContract.smallBuffers());
        slow.subscribe("m");
        slow.connectNow(bind(pub));
        awaitSubscriptions(pub, slow);

        for (int round = 0; round < 3; round++) {
            long before = pub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK);
            int sent = 0;
            while (pub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK) < before + 10) {
                pub.trySend(ZmqMessage.builder().add("m").addInt(sent++).add(new byte[4_096]).build());
            }
            long taken = sent - (pub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK) - before);
            assertThat(await(slow.receive().filter(m -> m.frameCount() == 3).take(taken).count())).isEqualTo(taken);

            pub.trySend(ZmqMessage.builder().add("m").addInt(-1 - round).build());

            assertThat(await(slow.receive().filter(m -> m.frameCount() == 2).next()).frameAsInt(1)).isEqualTo(-1 - round);
        }
    }

    @Test
    default void a_topic_longer_than_the_limit_is_refused_where_it_is_made() {
        SubSocket sub = zmq().sub(options -> options.limits(limits -> limits.maxTopicSize(4)));

        sub.subscribe("1234");

        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> sub.subscribe("12345"))
                .withMessageContaining("maxTopicSize");
    }

    @Test
    default void one_topic_more_than_the_limit_is_refused_where_it_is_made() {
        SubSocket sub = zmq().sub(options -> options.limits(limits -> limits.maxSubscriptionsPerPeer(2)));

        sub.subscribe("1");
        sub.subscribe("2");
        sub.subscribe("2");

        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> sub.subscribe("3"))
                .withMessageContaining("maxSubscriptionsPerPeer");
        assertThat(sub.topicsCount()).isEqualTo(2);
    }

    @Test
    default void unsubscribing_what_was_never_subscribed_is_ignored() {
        PubSocket pub = zmq().pub();
        SubSocket sub = subscribed(pub, "a");

        sub.unsubscribe("b");
        sub.unsubscribe("");
        pub.trySend(ZmqMessage.of("a1"));

        assertThat(receiveText(sub, 1)).containsExactly("a1");
    }

    @Test
    default void a_subscriber_of_messages_feeds_a_publisher_too() {
        PubSocket pub = zmq().pub();
        SubSocket sub = subscribed(pub, "a");

        Flux.just("a1", "b1", "a2").map(ZmqMessage::of).subscribe(pub.asSubscriber());

        assertThat(receiveText(sub, 2)).containsExactly("a1", "a2");
    }
}
