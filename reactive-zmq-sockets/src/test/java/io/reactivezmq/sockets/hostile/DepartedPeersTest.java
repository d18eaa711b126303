package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.ObjectCensus;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@DisplayName("Peers that connect, send and go, again and again, while nobody reads: memory is bounded, others lose nothing")
class DepartedPeersTest {

    /** Room for ten peers: each counts as 16. */
    private static final int MARK = 160;
    private static final int EACH = 10;
    private static final byte[] TEN = Hex.bytes("00 04 'evil' ".repeat(EACH));
    private static final String READY_LINE = "elements of FairMerge.ready";

    private final ZmqContext zmq = TestContexts.builder().build();

    @AfterEach
    void close() {
        zmq.close();
    }

    private PullSocket pull(Consumer<QueueOptions.Builder> queues) {
        return zmq.pull(changes -> changes.queues(queues));
    }

    /** Connects, sends ten messages and leaves. */
    private static void visit(Endpoint endpoint, EventLog events) {
        RawPeer peer = RawPeer.connectTo(endpoint).handshake("PUSH").send(TEN);
        peer.close();
        events.disconnected(peer.address());
    }

    private static long dropped(PullSocket pull) {
        return pull.statistics().dropped(DropReason.DEPARTED_HIGH_WATER_MARK);
    }

    private static List<String> receive(PullSocket pull, int count) {
        return pull.receive().take(count).map(message -> message.frameAsString(0)).collectList().block(EventLog.DEADLINE);
    }

    private PushSocket bystander(Endpoint endpoint) {
        PushSocket push = zmq.push();
        push.connectNow(endpoint);
        return push;
    }

    @Test
    @DisplayName("what departed peers left is kept up to departedHighWaterMark, the rest is counted; who is connected loses nothing")
    void whatTheyLeaveIsBounded() {
        PullSocket pull = pull(queues -> queues.departedHighWaterMark(MARK));
        EventLog events = new EventLog(pull);
        Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");
        PushSocket bystander = bystander(endpoint);
        bystander.send(ZmqMessage.of("before")).block(EventLog.DEADLINE);

        for (int i = 0; i < 50; i++) {
            visit(endpoint, events);
        }
        bystander.send(ZmqMessage.of("after")).block(EventLog.DEADLINE);

        assertThat(dropped(pull)).isEqualTo(40 * EACH);
        assertThat(receive(pull, 2 + 10 * EACH)).contains("before", "after").filteredOn("evil"::equals).hasSize(10 * EACH);
    }

    @Test
    @DisplayName("when somebody has read there is room again")
    void readingMakesRoom() {
        PullSocket pull = pull(queues -> queues.departedHighWaterMark(MARK));
        EventLog events = new EventLog(pull);
        Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");
        for (int i = 0; i < 12; i++) {
            visit(endpoint, events);
        }
        assertThat(receive(pull, 10 * EACH)).hasSize(10 * EACH);
        long before = dropped(pull);

        for (int i = 0; i < 10; i++) {
            visit(endpoint, events);
        }

        assertThat(receive(pull, 10 * EACH)).hasSize(10 * EACH);
        assertThat(dropped(pull)).isEqualTo(before);
    }

    @Test
    @DisplayName("0 is no bound, as in libzmq")
    void withoutMarksEverythingIsKept() {
        PullSocket pull = pull(queues -> queues.departedHighWaterMark(0).departedHighWaterMarkBytes(0));
        EventLog events = new EventLog(pull);
        Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");
        for (int i = 0; i < 100; i++) {
            visit(endpoint, events);
        }

        assertThat(receive(pull, 100 * EACH)).hasSize(100 * EACH);
    }

    @Test
    @DisplayName("bytes count, too: large messages reach departedHighWaterMarkBytes before there are many")
    void bytesAreBounded() {
        PullSocket pull = pull(queues -> queues.departedHighWaterMarkBytes(100_000));
        EventLog events = new EventLog(pull);
        Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");
        byte[] large = Hex.join(Hex.bytes("02 00 00 00 00 00 00 C3 50"), new byte[50_000]);

        for (int i = 0; i < 5; i++) {
            RawPeer peer = RawPeer.connectTo(endpoint).handshake("PUSH").send(large);
            peer.close();
            events.disconnected(peer.address());
        }

        assertThat(dropped(pull)).isEqualTo(3);
        assertThat(pull.receive().take(2).map(ZmqMessage::size).collectList().block(EventLog.DEADLINE))
                .containsExactly(50_000L, 50_000L);
    }

    @Test
    @DisplayName("nothing is kept of those that were refused, not even their place in the line")
    void refusedPeersLeaveNoTrace() {
        PullSocket pull = pull(queues -> queues.departedHighWaterMark(MARK));
        EventLog events = new EventLog(pull);
        Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");

        for (int i = 0; i < 500; i++) {
            visit(endpoint, events);
        }

        assertThat(dropped(pull)).isEqualTo(490 * EACH);
        assertThat(ObjectCensus.of(zmq).get(READY_LINE)).isLessThanOrEqualTo(150);
        assertThat(ObjectCensus.of(zmq).get("Pipe")).isLessThanOrEqualTo(10 + 1); // the last one goes behind its event
    }

    @Test
    @DisplayName("a peer that is gone while what it sent waits undecoded behind a full queue is one of them; an event tells why it went")
    void whatWaitsUndecodedIsBounded() {
        assumeTrue(zmq.io() != IoTransport.NIO, "NIO does not notice the end of a connection that it does not read");
        PullSocket pull = pull(queues -> queues.receiveHighWaterMark(EACH).departedHighWaterMark(MARK));
        EventLog events = new EventLog(pull);
        Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");
        PushSocket bystander = bystander(endpoint);
        bystander.send(ZmqMessage.of("before")).block(EventLog.DEADLINE);

        for (int i = 0; i < 50; i++) {
            RawPeer peer = RawPeer.connectTo(endpoint).handshake("PUSH").send(Hex.join(TEN, TEN, TEN)); // one read brings them all
            long full = (i + 1L) * EACH;
            Flux.interval(EventLog.DEADLINE.dividedBy(10_000)).onBackpressureDrop()
                    .filter(tick -> pull.statistics().messagesReceived() > full).blockFirst(EventLog.DEADLINE);
            peer.close();
        }

        List<Disconnected> refused = events.await(Disconnected.class, any -> true, 40);
        assertThat(refused).allSatisfy(end -> assertThat(end.cause()).hasMessageContaining("departedHighWaterMark"));
        assertThat(dropped(pull)).isEqualTo(refused.size() * EACH);
        assertThat(receive(pull, 1 + EACH)).contains("before");
    }
}
