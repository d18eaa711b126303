package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.RoutingIdRefused;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.Handover;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@DisplayName("F2: identity takeover by a peer authenticated as someone else -> refused under REPLACE_IF_SAME_USER")
class RoutingIdTakeoverTest {

    private static final RoutingId ID = RoutingId.of("id");
    private static final Map<String, String> USERS = Map.of("alice", "secret", "bob", "hidden");

    private final ZmqContext zmq = TestContexts.create();
    private final RouterSocket router = zmq.router(options -> options
            .security(security -> security.mechanism(Security.plainServer()).authenticator(Authenticator.plain(USERS)))
            .routing(routing -> routing.handover(Handover.REPLACE_IF_SAME_USER)));
    private final EventLog events = new EventLog(router);
    private final Endpoint endpoint = router.bindNow("tcp://127.0.0.1:*");

    @AfterEach
    void close() {
        zmq.close();
    }

    /** Connects under the same id as everybody, and comes only once. */
    private DealerSocket connect(String user) {
        DealerSocket dealer = zmq.dealer(options -> options.routingId(ID.bytes()).reconnect(reconnect -> reconnect.enabled(false))
                .security(Security.plain(user, USERS.get(user))));
        dealer.connectNow(endpoint);
        return dealer;
    }

    private void assertHears(DealerSocket dealer, String text) {
        router.send(ID, ZmqMessage.of(text)).block(EventLog.DEADLINE);
        assertThat(dealer.receive().next().block(EventLog.DEADLINE)).isEqualTo(ZmqMessage.of(text));
    }

    private void assertIsHeard(DealerSocket dealer, String text) {
        dealer.send(ZmqMessage.of(text)).block(EventLog.DEADLINE);
        assertThat(router.receive().next().block(EventLog.DEADLINE)).isEqualTo(ZmqMessage.of("id", text));
    }

    @Test
    @DisplayName("F2: the same user takes it over, as one does whose dead connection nobody has noticed yet")
    void theSameUserTakesTheIdOver() {
        DealerSocket before = connect("alice");
        assertIsHeard(before, "from before");

        DealerSocket after = connect("alice");

        assertThat(events.await(Disconnected.class).cause()).hasMessageContaining("has taken over the routing id");
        assertIsHeard(after, "from now on");
        assertHears(after, "to alice");
    }

    @Test
    @DisplayName("F2: another user is refused with an event, whatever it sends is dropped and counted, the first goes on")
    void anotherUserDoesNot() {
        DealerSocket alice = connect("alice");
        assertIsHeard(alice, "mine");

        DealerSocket bob = connect("bob");

        assertThat(events.await(RoutingIdRefused.class).routingId()).isEqualTo(ID);
        bob.send(ZmqMessage.of("stolen")).block(EventLog.DEADLINE);
        Flux.interval(EventLog.DEADLINE.dividedBy(1_000)).onBackpressureDrop()
                .filter(tick -> router.statistics().dropped(DropReason.UNEXPECTED_MESSAGE) == 1).blockFirst(EventLog.DEADLINE);
        assertIsHeard(alice, "still mine");
        assertHears(alice, "to alice");
    }
}
