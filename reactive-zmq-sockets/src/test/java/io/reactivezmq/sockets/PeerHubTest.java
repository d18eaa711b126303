package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

class PeerHubTest extends PatternFixture {

    private static final RoutingId ID = RoutingId.of("peer");
    private static final RouterPeer THERE = new RouterPeer(ID, true);
    private static final RouterPeer GONE = new RouterPeer(ID, false);

    private final Pipe pipe = pipe(new RouterPattern(setup(SocketType.ROUTER, SocketOptions.defaults())));
    private final PeerHub hub = new PeerHub(new DropCounters(), (id, peer) -> false);
    private final List<RouterPeer> told = new CopyOnWriteArrayList<>();

    private Disposable listen() {
        return hub.peers().subscribe(told::add);
    }

    @Test
    void a_new_subscriber_is_told_who_is_there_and_then_what_changes() {
        hub.connected(ID, pipe);

        listen();
        hub.disconnected(ID, pipe);

        assertThat(told).containsExactly(THERE, GONE);
    }

    @Test
    void who_has_gone_before_is_not_told() {
        hub.connected(ID, pipe);
        hub.disconnected(ID, pipe);

        listen();

        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("who is there is state: each of three thousand peers is told, one at a time")
    void no_peer_that_is_there_is_lost() {
        DropCounters drops = new DropCounters();
        PeerHub large = new PeerHub(drops, (id, peer) -> false);
        List<RoutingId> ids = IntStream.range(0, 3_000).mapToObj(number -> RoutingId.of("peer " + number)).toList();
        ids.forEach(id -> large.connected(id, pipe));
        Set<RoutingId> known = new HashSet<>();

        StepVerifier.create(large.peers().doOnNext(peer -> known.add(peer.routingId())), 0)
                .thenRequest(1).expectNextCount(1)
                .then(() -> large.connected(ID, pipe))
                .thenRequest(2_999).expectNextCount(2_999)
                .then(() -> assertThat(known).containsExactlyInAnyOrderElementsOf(ids))
                .thenRequest(1).expectNext(THERE)
                .thenCancel().verify(Duration.ofSeconds(30));
        assertThat(drops.snapshot()).isEmpty();
    }

    @Test
    @DisplayName("order: who leaves while somebody subscribes is not told to be there after that")
    void the_last_word_on_a_peer_is_the_newest() {
        AtomicReference<Disposable> listening = new AtomicReference<>();
        hub.connected(ID, pipe);

        Rounds.run(20_000, () -> listening.set(listen()), () -> hub.disconnected(ID, pipe), () -> {
            assertThat(told.isEmpty() || told.get(told.size() - 1).equals(GONE)).isTrue();
            listening.get().dispose();
            told.clear();
            hub.connected(ID, pipe);
        });
    }
}
