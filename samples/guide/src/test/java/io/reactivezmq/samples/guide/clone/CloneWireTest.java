package io.reactivezmq.samples.guide.clone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.clone.CloneServer.Address;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.SubscriptionEvent;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The frames of RFC 12, literally: what the server says to sockets that know nothing of it, and what the clone says. */
class CloneWireTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final String ANY = "tcp://127.0.0.1:*";
    private static final byte[] UUID = "0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] NONE = new byte[0];
    private static final ZmqMessage HUGZ = message("HUGZ", 0, NONE, "", "");

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final CloneServer server = new CloneServer(zmq);
    private final Address address = server.bind(ANY, ANY, ANY);
    private final DealerSocket snapshots = zmq.dealer();
    private final SubSocket updates = zmq.sub();
    private final XPubSocket publisher = zmq.xpub();

    @BeforeEach
    void connect() {
        server.run(PULSE, timer).subscribe();
        snapshots.connectNow(address.snapshots());
        updates.subscribe("");
        updates.connectNow(address.updates());
        publisher.connectNow(address.collector());
        publisher.subscriptions().blockFirst(LIMIT);
        assertThat(published()).isEqualTo(HUGZ);
    }

    @AfterEach
    void close() {
        zmq.close();
        timer.dispose();
    }

    /** Frames 0 to 4; the number as 8 bytes in network order. */
    private static ZmqMessage message(String key, int number, byte[] uuid, String properties, String value) {
        byte[] sequence = {0, 0, 0, 0, 0, 0, 0, (byte) number};
        return ZmqMessage.builder().add(key).add(sequence).add(uuid).add(properties).add(value).build();
    }

    private void set(String key, String properties, String value) {
        publisher.send(message(key, 0, UUID, properties, value)).block(LIMIT);
    }

    private ZmqMessage published() {
        return updates.receive().blockFirst(LIMIT);
    }

    /** The answer up to KTHXBAI. */
    private List<ZmqMessage> snapshot(String subtree) {
        snapshots.send(ZmqMessage.of("ICANHAZ?", subtree)).block(LIMIT);
        return snapshots.receive().takeUntil(part -> part.frameAsString(0).equals("KTHXBAI")).collectList().block(LIMIT);
    }

    @Test
    @DisplayName("RFC 12: the server SHOULD send a HUGZ command at regular intervals, e.g. once per second")
    void the_server_hugs() {
        timer.advanceTimeBy(PULSE);
        assertThat(published()).isEqualTo(HUGZ);
        timer.advanceTimeBy(PULSE);
        assertThat(published()).isEqualTo(HUGZ);
    }

    @Test
    @DisplayName("RFC 12: an update MUST be broadcast as a KVPUB command, and its sequence number MUST be strictly incremental")
    void what_is_set_is_published() {
        publisher.send(message("/a/x", 99, UUID, "colour=red\n", "1")).block(LIMIT);
        publisher.send(message("/a/y", 98, NONE, "", "2")).block(LIMIT);

        assertThat(published()).isEqualTo(message("/a/x", 1, UUID, "colour=red\n", "1"));
        assertThat(published()).isEqualTo(message("/a/y", 2, NONE, "", "2"));
    }

    @Test
    @DisplayName("RFC 12: ICANHAZ is answered by zero or more KVSYNC, followed by a KTHXBAI with the subtree in frame 4")
    void a_subtree_may_be_asked_for() {
        set("/a/x", "colour=red\n", "1");
        set("/b/x", "", "2");
        set("/a/y", "", "3");
        for (int i = 0; i < 3; i++) {
            published();
        }

        assertThat(snapshot("/a/")).containsExactly(
                message("/a/x", 3, NONE, "", "1"), message("/a/y", 3, NONE, "", "3"), message("KTHXBAI", 3, NONE, "", "/a/"));
        assertThat(snapshot("/c/")).containsExactly(message("KTHXBAI", 3, NONE, "", "/c/"));
        assertThat(snapshot("")).hasSize(4).endsWith(message("KTHXBAI", 3, NONE, "", ""));
    }

    @Test
    @DisplayName("RFC 12: KTHXBAI MUST have the highest number of its KVSYNC; updates go on behind it, also after a deletion")
    void the_snapshot_ends_with_its_highest_number() {
        set("/a/x", "", "1");
        set("/a/y", "", "2");
        set("/a/y", "", "");
        assertThat(List.of(published(), published(), published())).last().isEqualTo(message("/a/y", 3, UUID, "", ""));

        assertThat(snapshot("")).containsExactly(message("/a/x", 3, NONE, "", "1"), message("KTHXBAI", 3, NONE, "", ""));
        set("/a/z", "", "4");
        assertThat(published()).isEqualTo(message("/a/z", 4, UUID, "", "4"));
    }

    @Test
    @DisplayName("RFC 12: a key with a ttl property is deleted when it has expired, by a KVPUB with an empty value")
    void a_key_may_live_for_a_time() {
        set("/a/x", "colour=red\nttl=2\n", "1");
        assertThat(published()).isEqualTo(message("/a/x", 1, UUID, "colour=red\nttl=2\n", "1"));

        timer.advanceTimeBy(PULSE);
        assertThat(published()).isEqualTo(HUGZ);
        assertThat(snapshot("")).hasSize(2);
        timer.advanceTimeBy(PULSE);

        assertThat(published()).isEqualTo(message("/a/x", 2, NONE, "", ""));
        assertThat(snapshot("")).containsExactly(message("KTHXBAI", 2, NONE, "", ""));
    }

    @Test
    @DisplayName("a key that is set again lives from then on, without a ttl or with one that is no number for ever")
    void the_last_ttl_counts() {
        set("/a/x", "ttl=2\n", "1");
        set("/a/y", "ttl=2\n", "1");
        set("/a/z", "ttl=soon\n", "1");
        List.of(published(), published(), published());
        timer.advanceTimeBy(PULSE);
        assertThat(published()).isEqualTo(HUGZ);
        set("/a/x", "ttl=3\n", "2");
        set("/a/y", "", "2");
        List.of(published(), published());

        timer.advanceTimeBy(PULSE.multipliedBy(3));

        assertThat(updates.receive().filter(update -> !update.equals(HUGZ)).blockFirst(LIMIT))
                .isEqualTo(message("/a/x", 6, NONE, "", ""));
        assertThat(snapshot("")).containsExactly(message("/a/y", 6, NONE, "", "2"), message("/a/z", 6, NONE, "", "1"),
                message("KTHXBAI", 6, NONE, "", ""));
    }

    @Test
    @DisplayName("what is no KVSET is ignored, and a key that is the name of a command is refused: it would end a snapshot early")
    void nonsense_changes_nothing() {
        publisher.send(Flux.just(ZmqMessage.of("/a/x"), ZmqMessage.of("/a/x", "1", "", "", "value"),
                message("/a/x", 0, new byte[15], "", "value"), message("KTHXBAI", 0, UUID, "", "value"),
                message("HUGZ", 0, UUID, "", ""))).block(LIMIT);
        set("/a/x", "", "1");

        assertThat(published()).isEqualTo(message("/a/x", 1, UUID, "", "1"));
        assertThat(server.refused()).isEqualTo(2);
    }

    @Test
    @DisplayName("RFC 12: what a writer says is KVSET, with a UUID of 16 bytes and properties as name=value lines")
    void a_writer_says_kvset() {
        ZmqMessage set = KeyValue.set("/a/x", "1", Duration.ofSeconds(30)).frames();

        assertThat(set).isEqualTo(message("/a/x", 0, set.frame(2), "ttl=30\n", "1"));
        assertThat(set.frame(2)).hasSize(16);
        assertThat(KeyValue.set("/a/x", "1").frames().frame(3)).isEmpty();
    }

    @Test
    @DisplayName("RFC 12: a clone of a subtree asks for it, and MUST discard what is not newer than the last KTHXBAI or KVPUB")
    void a_subtree_may_be_cloned() {
        RouterSocket router = zmq.router();
        XPubSocket pub = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.verbose(true)));
        Clone clone = new Clone("/a/");
        Flux<Map<String, String>> maps = clone.follow(zmq, new Address(router.bindNow(ANY), pub.bindNow(ANY), address.collector()),
                LIMIT, timer).map(change -> clone.map()).replay().autoConnect();
        maps.subscribe();

        assertThat(pub.subscriptions().take(2).map(SubscriptionEvent::topicAsString).collectList().block(LIMIT))
                .as("HUGZ behind the subtree, so that it tells that both are known").containsExactly("/a/", "HUGZ");
        pub.send(HUGZ).block(LIMIT);
        RoutedMessage ask = router.messages().blockFirst(LIMIT);
        assertThat(ask.message()).isEqualTo(ZmqMessage.of("ICANHAZ?", "/a/"));
        pub.send(Flux.just(message("/a/x", 5, NONE, "", "old"), message("/a/y", 6, UUID, "ttl=9\n", "2"),
                message("/b/y", 7, UUID, "", "elsewhere"), message("/a/z", 8, UUID, "", "3"), message("/a/z", 6, UUID, "", "late"),
                message("/a/x", 9, UUID, "", ""))).block(LIMIT);
        router.send(ask.peer(), message("/a/x", 5, NONE, "", "1")).block(LIMIT);
        router.send(ask.peer(), message("KTHXBAI", 5, NONE, "", "/a/")).block(LIMIT);

        assertThat(maps.take(4).collectList().block(LIMIT)).containsExactly(Map.of("/a/x", "1"),
                Map.of("/a/x", "1", "/a/y", "2"), Map.of("/a/x", "1", "/a/y", "2", "/a/z", "3"), Map.of("/a/y", "2", "/a/z", "3"));
    }

    @Test
    @DisplayName("RFC 12: a subtree consists of a slash followed by path segments, ending in a slash")
    void a_subtree_has_slashes() {
        assertThatThrownBy(() -> new Clone("/a")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("/some/path/");
    }
}
