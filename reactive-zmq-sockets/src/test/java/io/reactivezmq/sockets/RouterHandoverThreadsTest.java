package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.options.Handover;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two peers of one routing id connect at the same moment, on two event loops. */
class RouterHandoverThreadsTest extends PatternFixture {

    private static final AnnouncedConnection CONNECTION = AnnouncedConnection.of("peer");
    private static final RoutingId ID = RoutingId.of("peer");

    private final RouterPattern router = new RouterPattern(setup(SocketType.ROUTER,
            SocketOptions.builder().routing(routing -> routing.handover(Handover.REPLACE)).build()));
    private final AtomicReference<Pipe> one = new AtomicReference<>(pipe(router));
    private final AtomicReference<Pipe> two = new AtomicReference<>(pipe(router));

    private void ends(Pipe pipe) {
        router.closed(pipe);
        router.ended(pipe);
    }

    @Test
    @DisplayName("ZMQ_ROUTER_HANDOVER: whoever has the id is connected, and the end of the one before it is not told as its end")
    void the_peer_that_has_the_id_is_known_to_be_there() {
        List<RouterPeer> told = new CopyOnWriteArrayList<>();
        router.peers().peers().subscribe(told::add);

        Rounds.run(5_000, () -> router.onAttached(one.get(), CONNECTION), () -> router.onAttached(two.get(), CONNECTION), () -> {
            Pipe winner = router.pipe(ID);
            assertThat(winner).isIn(one.get(), two.get());
            Pipe loser = winner == one.get() ? two.get() : one.get();

            ends(loser);
            assertThat(told.get(told.size() - 1)).isEqualTo(new RouterPeer(ID, true));
            ends(winner);
            assertThat(told.get(told.size() - 1)).isEqualTo(new RouterPeer(ID, false));

            told.clear();
            one.set(pipe(router));
            two.set(pipe(router));
        });
        router.close();
    }
}
