package io.reactivezmq.samples.guide.clone;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.clone.CloneServer.Address;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

class CloneTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofHours(1);
    private static final String ANY = "tcp://127.0.0.1:*";

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final BlockingQueue<KeyValue> changes = new LinkedBlockingQueue<>();
    private final Clone clone = new Clone("");

    @AfterEach
    void close() {
        zmq.close();
        timer.dispose();
    }

    private void follow(Address server) {
        clone.follow(zmq, server, SILENCE, timer).subscribe(changes::add);
    }

    private KeyValue change() throws InterruptedException {
        KeyValue next = changes.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("a change within " + LIMIT).isNotNull();
        return next;
    }

    /** Lets pauses go by, in small steps, and a silence now and then. */
    private void passTimeUntilChange() {
        Flux.interval(Duration.ofMillis(10))
                .doOnNext(tick -> timer.advanceTimeBy(tick % 100 == 0 ? SILENCE : Duration.ofMillis(150)))
                .filter(tick -> !changes.isEmpty()).blockFirst(LIMIT);
    }

    private XPubSocket writer(Address server) {
        XPubSocket writer = zmq.xpub();
        writer.connectNow(server.collector());
        writer.subscriptions().blockFirst(LIMIT);
        return writer;
    }

    private static void write(XPubSocket writer, String key, String value) {
        writer.trySend(KeyValue.set(key, value).frames());
    }

    @Test
    @DisplayName("who comes late gets what there is, once, and then each update; an empty value deletes")
    void a_late_clone_is_the_same() throws InterruptedException {
        CloneServer server = new CloneServer(zmq);
        Address address = server.bind(ANY, ANY, ANY);
        server.run(SILENCE, timer).subscribe();
        XPubSocket writer = writer(address);
        BlockingQueue<KeyValue> early = new LinkedBlockingQueue<>();
        new Clone("").follow(zmq, address, SILENCE, timer).subscribe(early::add);
        assertThat(early.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).matches(KeyValue::isEnd);
        write(writer, "a", "1");
        write(writer, "b", "2");
        while (early.poll(LIMIT.toSeconds(), TimeUnit.SECONDS).sequence() < 2) {
            // the server has both when the early clone has
        }

        follow(address);
        assertThat(change()).matches(KeyValue::isEnd);
        assertThat(clone.map()).isEqualTo(Map.of("a", "1", "b", "2"));
        write(writer, "a", "");
        assertThat(change().sequence()).isEqualTo(3);
        assertThat(clone.map()).isEqualTo(Map.of("b", "2"));
    }

    /** The server's side by hand, to lose what a network may lose. */
    private final class BrokenServer {

        private final RouterSocket snapshots = zmq.router();
        private final XPubSocket updates = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.verbose(true)));
        private final Address address = new Address(snapshots.bindNow(ANY), updates.bindNow(ANY), updates.bindNow(ANY));
        private volatile KeyValue only;

        BrokenServer(String key, long sequence) {
            holds(key, sequence);
            updates.subscriptions().subscribe(subscription -> updates.trySend(KeyValue.hugz().frames()));
            snapshots.messages().concatMap(ask -> {
                assertThat(ask.message()).isEqualTo(ZmqMessage.of("ICANHAZ?", ""));
                KeyValue now = only;
                return snapshots.send(ask.peer(), now.synced(now.sequence()).frames())
                        .then(snapshots.send(ask.peer(), KeyValue.end(now.sequence(), "").frames()));
            }).subscribe();
        }

        /** From now on the snapshot is this. */
        void holds(String key, long sequence) {
            only = KeyValue.set(key, "v" + sequence).numbered(sequence);
        }

        void publish(String key, long sequence) {
            updates.trySend(KeyValue.set(key, "v" + sequence).numbered(sequence).frames());
        }
    }

    @Test
    @DisplayName("an update is lost: the clone notices at the next one, and begins again with a new snapshot")
    void a_lost_update_is_noticed() throws InterruptedException {
        BrokenServer server = new BrokenServer("a", 1);
        follow(server.address);
        assertThat(change()).matches(KeyValue::isEnd);
        server.publish("b", 2);
        assertThat(change().key()).isEqualTo("b");

        server.holds("e", 5);
        server.publish("d", 4);
        passTimeUntilChange();

        assertThat(change()).matches(KeyValue::isEnd);
        assertThat(clone.map()).isEqualTo(Map.of("e", "v5"));
    }

    @Test
    @DisplayName("the server hangs: after a silence the clone begins again")
    void a_silent_server_is_given_up() throws InterruptedException {
        BrokenServer server = new BrokenServer("a", 1);
        follow(server.address);
        assertThat(change()).matches(KeyValue::isEnd);

        server.holds("b", 2);
        passTimeUntilChange();

        assertThat(change()).matches(KeyValue::isEnd);
        assertThat(clone.map()).isEqualTo(Map.of("b", "v2"));
    }

    @Test
    @DisplayName("RFC 12: an update that is not newer than the snapshot is discarded")
    void what_the_snapshot_has_is_not_applied_again() throws InterruptedException {
        BrokenServer server = new BrokenServer("a", 7);
        follow(server.address);
        assertThat(change()).matches(KeyValue::isEnd);

        server.publish("old", 7);
        server.publish("new", 8);

        assertThat(change().key()).isEqualTo("new");
    }

    @Test
    @DisplayName("the server is killed: the one that is started in its place is cloned, without what it has not")
    void a_server_that_dies_is_replaced() throws InterruptedException {
        CloneServer first = new CloneServer(zmq);
        Address address = first.bind(ANY, ANY, ANY);
        first.run(SILENCE, Schedulers.parallel()).subscribe();
        XPubSocket writer = writer(address);
        write(writer, "before", "1");
        follow(address);
        while (!clone.map().containsKey("before")) {
            change();
        }
        first.close();
        CloneServer second = new CloneServer(zmq);
        second.bind(address.snapshots().toString(), address.updates().toString(), address.collector().toString());
        second.run(SILENCE, Schedulers.parallel()).subscribe();

        passTimeUntilChange();

        assertThat(change()).matches(KeyValue::isEnd);
        assertThat(clone.map()).isEmpty();
    }
}
