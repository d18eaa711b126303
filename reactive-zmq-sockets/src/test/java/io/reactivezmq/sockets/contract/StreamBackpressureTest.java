package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.LIMIT;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.StreamSocket;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** STREAM: more bytes than buffers hold, and ends that are slower than the other. */
class StreamBackpressureTest {

    private static final int MUCH = 16 << 20;

    @RegisterExtension
    private final ContractRun run = new ContractRun(TcpContractTransport::new);

    private StreamSocket stream() {
        return run.zmq().stream(QueueContract.smallBuffers()
                .mutate(options -> options.routing(routing -> routing.streamNotify(false))));
    }

    private Endpoint bind(StreamSocket stream) {
        return stream.bindNow(run.transport().wildcard());
    }

    /** The id of a peer that has just connected. */
    private static RoutingId idOf(StreamSocket stream, PlainPeer peer) {
        peer.write("!");
        return await(stream.chunks().next()).peer();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static ZmqMessage chunk() {
        return ZmqMessage.of(new byte[8_192]);
    }

    /** Sends until the peer's queue stays full. */
    private static void fill(StreamSocket stream, RoutingId peer) {
        Filling.fill(message -> stream.trySend(peer, message), number -> chunk());
    }

    @Test
    @DisplayName("test_stream_exceeds_buffer.cpp: what exceeds the buffers arrives whole and in order, in both directions at once")
    void more_than_the_buffers_hold_goes_both_ways() {
        StreamSocket stream = stream();
        byte[] sent = random(MUCH);
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            RoutingId id = idOf(stream, peer);
            stream.send(id, stream.receive().map(chunk -> chunk.withoutFirst(1))).subscribe(end -> { }, closed -> { });
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> peer.write(sent));

            assertThat(peer.read(MUCH)).isEqualTo(sent);
            Mono.fromFuture(writing).block(LIMIT);
        }
    }

    @Test
    @DisplayName("a chunk has at most queues.readSize bytes")
    void chunks_are_bounded() {
        StreamSocket stream = run.zmq().stream(options -> options.queues(queues -> queues.readSize(512))
                .routing(routing -> routing.streamNotify(false)));
        try (PlainPeer peer = PlainPeer.connect(bind(stream)).write(new byte[100_000])) {
            AtomicLong bytes = new AtomicLong();

            Integer largest = await(stream.chunks().map(chunk -> chunk.message().frameSize(0))
                    .takeUntil(size -> bytes.addAndGet(size) == 100_000).reduce(Math::max));

            assertThat(largest).isLessThanOrEqualTo(512);
            peer.write("end");
        }
    }

    @Test
    @DisplayName("without demand TCP holds the peer back, and nothing is lost")
    void a_slow_subscriber_holds_the_peer_back() {
        StreamSocket stream = stream();
        byte[] sent = random(MUCH);
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> peer.write(sent));
            AtomicLong seen = new AtomicLong();
            Flux<ZmqMessage> chunks = stream.receive()
                    .takeUntil(chunk -> seen.addAndGet(chunk.frameSize(1)) == MUCH);

            StepVerifier.create(chunks, 0)
                    .thenRequest(1).expectNextCount(1)
                    .then(() -> assertThat(writing).isNotDone())
                    .then(() -> assertThat(stream.statistics().bytesReceived()).isLessThan(MUCH / 2))
                    .thenRequest(Long.MAX_VALUE).thenConsumeWhile(chunk -> true)
                    .expectComplete().verify(LIMIT);

            Mono.fromFuture(writing).block(LIMIT);
            assertThat(seen).hasValue(MUCH);
        }
    }

    @Test
    @DisplayName("STREAM: a full peer is EAGAIN for trySend, and send waits")
    void a_peer_that_does_not_read_holds_its_senders_back() {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream), 4096)) {
            RoutingId id = idOf(stream, peer);
            fill(stream, id);
            long queued = stream.statistics().messagesSent();
            CompletableFuture<Void> waiting = stream.send(id, "last".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).toFuture();

            assertThat(stream.hasRoom(id)).isFalse();
            assertThat(waiting).isNotDone();
            while (!waiting.isDone()) {
                peer.read(8_192);
            }
            assertThat(stream.statistics().messagesSent()).isGreaterThan(queued);
            assertThat(stream.statistics().droppedTotal()).isZero();
        }
    }

    @Test
    @DisplayName("who sends to one peer does not wait for another that does not read")
    void a_full_peer_does_not_hold_up_the_others() {
        StreamSocket stream = stream();
        Endpoint endpoint = bind(stream);
        try (PlainPeer slow = PlainPeer.connect(endpoint, 4096); PlainPeer quick = PlainPeer.connect(endpoint)) {
            RoutingId full = idOf(stream, slow);
            RoutingId free = idOf(stream, quick);
            fill(stream, full);
            stream.send(full, chunk()).subscribe(sent -> { }, closed -> { });
            stream.send(full, Flux.<ZmqMessage>generate(sink -> sink.next(chunk()))).subscribe(sent -> { }, closed -> { });

            complete(stream.send(free, ZmqMessage.of("1")));
            complete(stream.send(ZmqMessage.of("2").withFirst(free.bytes())));
            complete(stream.send(free, Flux.just(ZmqMessage.of("3"))));

            assertThat(quick.readText(3)).isEqualTo("123");
        }
    }

    @Test
    @DisplayName("Reactive Streams: a publisher is asked for what its peer takes, and no more")
    void a_publisher_is_asked_for_what_its_peer_takes() {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream), 4096)) {
            RoutingId id = idOf(stream, peer);
            AtomicLong emitted = new AtomicLong();
            Flux<ZmqMessage> source = Flux.<ZmqMessage>generate(sink -> sink.next(chunk()))
                    .doOnNext(chunk -> emitted.incrementAndGet()).take(10_000);
            CompletableFuture<Void> sending = stream.send(id, source).toFuture();
            eventually(() -> stream.statistics().messagesSent() > 0);

            assertThat(sending).isNotDone();
            assertThat(emitted.get()).isLessThan(10_000);
            assertThat(peer.read(10_000 * 8_192)).hasSize(10_000 * 8_192);
            Mono.fromFuture(sending).block(LIMIT);
        }
    }

    @Test
    @DisplayName("whoever waits for a peer learns that it has gone: the waiting, and a publisher that says nothing")
    void senders_to_a_peer_that_goes_are_told() {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream), 4096)) {
            RoutingId id = idOf(stream, peer);
            fill(stream, id);
            TestPublisher<ZmqMessage> silent = TestPublisher.create();
            CompletableFuture<Void> publisher = stream.send(id, silent).toFuture();
            CompletableFuture<Void> single = stream.send(id, chunk()).toFuture();

            peer.reset();

            assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(() -> complete(Mono.fromFuture(single)));
            assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(() -> complete(Mono.fromFuture(publisher)));
            silent.assertCancelled();
            eventually(() -> stream.statistics().dropped(DropReason.CONNECTION_LOST) > 0);
        }
    }

    @Test
    void senders_that_wait_are_told_that_the_socket_is_closed() {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream), 4096)) {
            RoutingId id = idOf(stream, peer);
            fill(stream, id);
            CompletableFuture<Void> single = stream.send(id, chunk()).toFuture();

            stream.close();

            assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> complete(Mono.fromFuture(single)));
            peer.expectClosed();
        }
    }

    @Test
    @DisplayName("a server that takes connections and drops them fills no memory while nobody reads the notices")
    void notices_are_bounded() throws IOException {
        StreamSocket stream = run.zmq().stream(options -> options.queues(queues -> queues.receiveHighWaterMark(2)));
        try (ServerSocket server = PlainPeer.listen()) {
            stream.connectNow(PlainPeer.endpoint(server));
            while (stream.statistics().dropped(DropReason.EVENT_OVERFLOW) < 3) {
                PlainPeer.accept(server).close();
            }
        }
        assertThat(await(stream.receive().take(5).collectList())).hasSize(5);
    }
}
