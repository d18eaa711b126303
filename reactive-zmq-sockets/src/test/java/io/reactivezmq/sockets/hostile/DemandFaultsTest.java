package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

@DisplayName("C13. Peers that send more than was asked for: demand is respected, and nothing is lost")
class DemandFaultsTest {

    private static final int HIGH_WATER_MARK = 10;

    /** One event loop, so that what happens to two peers happens in the order in which they did it. */
    private final ZmqContext zmq = TestContexts.builder().ioThreads(1).build();
    private final PullSocket pull = zmq.pull(changes -> changes.queues(queues -> queues.receiveHighWaterMark(HIGH_WATER_MARK)));
    private final EventLog events = new EventLog(pull);
    private final Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");

    @AfterEach
    void close() {
        zmq.close();
    }

    /** So many messages, numbered. */
    private static byte[] numbered(int count) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < count; i++) {
            hex.append("0004").append(String.format("%08X", i));
        }
        return Hex.bytes(hex.toString());
    }

    @Test
    @DisplayName("C13: 20 000 tiny frames without demand -> no unbounded queue: at most the mark and one read are taken in")
    void nothingIsDecodedBeyondTheMark() {
        try (RawPeer peer = RawPeer.connectTo(endpoint)) {
            peer.handshake("PUSH");
            events.established(peer.address());
            peer.send(numbered(20_000));
            StepVerifier.create(pull.receive(), 0)
                    .expectSubscription()
                    .thenRequest(1)
                    .expectNextCount(1)
                    .then(() -> assertThat(pull.statistics().messagesReceived()).isLessThanOrEqualTo(HIGH_WATER_MARK + 1))
                    .thenRequest(19_998)
                    .expectNextCount(19_998)
                    .thenRequest(Long.MAX_VALUE)
                    .assertNext(last -> assertThat(last.frameAsInt(0)).isEqualTo(19_999))
                    .thenCancel()
                    .verify(EventLog.DEADLINE);
        }
    }

    @Test
    @DisplayName("B19: READY and 1 000 messages in one segment -> delivered after demand exists")
    void messagesBehindReadyWaitForDemand() {
        try (RawPeer peer = RawPeer.connectTo(endpoint)) {
            peer.send(Hex.join(greeting(1, "NULL"), ready("PUSH"), numbered(1000)));
            events.established(peer.address());
            StepVerifier.create(pull.receive().map(message -> message.frameAsInt(0)), 0)
                    .thenRequest(1)
                    .expectNext(0)
                    .thenRequest(999)
                    .expectNextSequence(IntStream.range(1, 1000).boxed().toList())
                    .thenCancel()
                    .verify(EventLog.DEADLINE);
        }
    }

    @ParameterizedTest(name = "{0} messages")
    @DisplayName("no silent loss: what a peer sent before it closed in good order is delivered, whenever demand comes")
    @ValueSource(ints = {5, 100, 5_000, 50_000})
    void messagesOutliveTheConnectionThatBroughtThem(int count) {
        RawPeer.connectTo(endpoint).handshake("PUSH").send(numbered(count)).close();
        AtomicInteger expected = new AtomicInteger(2);
        StepVerifier.create(pull.receive().map(message -> message.frameAsInt(0)), 0)
                .thenRequest(2)
                .expectNext(0, 1)
                .then(this::theEventLoopHasSeenTheEnd)
                .thenRequest(count - 2)
                .thenConsumeWhile(number -> expected.compareAndSet(number, number + 1) && number < count - 1)
                .thenCancel()
                .verify(EventLog.DEADLINE);
        assertThat(expected).hasValue(count);
    }

    @Test
    @DisplayName("C14: RST while the application does not read -> the connection is gone once it does")
    void aResetBehindUnreadMessagesIsNotForgotten() {
        RawPeer peer = RawPeer.connectTo(endpoint).handshake("PUSH").send(numbered(20_000));
        SocketAddress address = peer.address();
        events.established(address);
        peer.reset();
        theEventLoopHasSeenTheEnd();
        pull.receive().subscribe();
        events.disconnected(address);
    }

    private void theEventLoopHasSeenTheEnd() {
        try (RawPeer later = RawPeer.connectTo(endpoint)) {
            later.handshake("PUSH");
            events.established(later.address());
        }
    }

    @Test
    @DisplayName("fairness: a peer that floods does not keep another one's message waiting behind its own")
    void aFloodDoesNotStarveOthers() {
        try (RawPeer flooding = RawPeer.connectTo(endpoint); RawPeer modest = RawPeer.connectTo(endpoint)) {
            flooding.handshake("PUSH").send(numbered(20_000));
            modest.handshake("PUSH").send("00 02 'me'");
            events.established(modest.address());
            AtomicInteger before = new AtomicInteger();
            ZmqMessage found = pull.receive()
                    .doOnNext(message -> before.incrementAndGet())
                    .filter(message -> message.frameSize(0) == 2)
                    .next().block(EventLog.DEADLINE);
            assertThat(found).isEqualTo(ZmqMessage.of("me"));
        }
    }
}
