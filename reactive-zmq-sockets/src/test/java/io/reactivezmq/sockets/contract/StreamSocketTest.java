package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.LIMIT;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.StreamSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** STREAM with peers that connect to it and know nothing but TCP. */
class StreamSocketTest {

    private static final RoutingId NOBODY = RoutingId.of("nobody");

    @RegisterExtension
    private final ContractRun run = new ContractRun(TcpContractTransport::new);

    private StreamSocket stream() {
        return run.zmq().stream();
    }

    private StreamSocket silent() {
        return run.zmq().stream(options -> options.routing(routing -> routing.streamNotify(false)));
    }

    private Endpoint bind(StreamSocket stream) {
        return stream.bindNow(run.transport().wildcard());
    }

    private static RoutingId connected(StreamSocket stream) {
        RoutedMessage notice = await(stream.chunks().next());
        assertThat(notice.message()).isEqualTo(ZmqMessage.empty());
        return notice.peer();
    }

    /** What arrives until there are so many bytes; chunks end anywhere. */
    private static String text(StreamSocket stream, int size) {
        StringBuilder text = new StringBuilder();
        stream.chunks().map(chunk -> chunk.message().frameAsString(0)).doOnNext(text::append)
                .takeUntil(chunk -> text.length() >= size).blockLast(LIMIT);
        return text.toString();
    }

    @Test
    @DisplayName("test_stream.cpp: [id][empty] when a peer connects, then [id][bytes]; the id is a zero and four bytes")
    void a_peer_is_announced_and_what_it_sends_comes_under_its_id() {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            ZmqMessage notice = receiveOne(stream);
            peer.write("GET / HTTP/1.0\r\n\r\n");
            ZmqMessage chunk = receiveOne(stream);

            assertThat(notice.frameCount()).isEqualTo(2);
            assertThat(notice.frame(0)).hasSize(5).startsWith(0);
            assertThat(notice.frameSize(1)).isZero();
            assertThat(chunk).isEqualTo(ZmqMessage.of(notice.frame(0), "GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII)));
        }
    }

    @Test
    @DisplayName("test_stream.cpp: no greeting and no frames: the peer gets the bytes and nothing else, at once")
    void bytes_go_out_as_they_are() {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            RoutingId id = connected(stream);

            complete(stream.send(id, "one ".getBytes(US_ASCII)));
            complete(stream.send(id, ZmqMessage.of("two ", "", "three ")));
            complete(stream.send(ZmqMessage.of(id.bytes(), "four ".getBytes(US_ASCII))));
            assertThat(stream.trySend(id, ZmqMessage.of("five "))).isTrue();
            complete(stream.send(id, Flux.just(ZmqMessage.of("six "), ZmqMessage.of("seven "))));
            complete(stream.send(Flux.just(ZmqMessage.of("eight").withFirst(id.bytes()))));

            String expected = "one two three four five six seven eight";
            assertThat(peer.readText(expected.length())).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("ZMQ_STREAM_NOTIFY: on a live socket, of peers that come and go from then on")
    void notices_end_and_begin_again() {
        StreamSocket stream = stream();
        Endpoint endpoint = bind(stream);
        PlainPeer told = PlainPeer.connect(endpoint);
        RoutingId id = connected(stream);

        stream.changeOptions(options -> options.routing(routing -> routing.streamNotify(false)));
        try (PlainPeer untold = PlainPeer.connect(endpoint)) {
            untold.write("bytes");
            assertThat(receiveOne(stream).frameAsString(1)).isEqualTo("bytes");
            stream.changeOptions(options -> options.routing(routing -> routing.streamNotify(true)));
            told.close();

            assertThat(receiveOne(stream)).isEqualTo(ZmqMessage.of(id.bytes(), new byte[0]));
        }
    }

    @Test
    void a_subscriber_of_whole_messages_sends_to_whom_each_names() {
        StreamSocket stream = stream();
        Endpoint endpoint = bind(stream);
        try (PlainPeer one = PlainPeer.connect(endpoint)) {
            RoutingId first = connected(stream);
            try (PlainPeer two = PlainPeer.connect(endpoint)) {
                RoutingId second = connected(stream);

                Flux.just(ZmqMessage.of("1").withFirst(first.bytes()), ZmqMessage.of("2").withFirst(second.bytes()))
                        .subscribe(stream.asSubscriber());

                assertThat(one.readText(1)).isEqualTo("1");
                assertThat(two.readText(1)).isEqualTo("2");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("test_stream_disconnect.cpp, test_stream_empty.cpp: [id][empty] when the peer goes, behind all that it sent")
    void the_end_of_a_peer_is_told_after_its_bytes(boolean reset) {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            RoutingId id = connected(stream);
            peer.write("bye");
            assertThat(text(stream, 3)).isEqualTo("bye");
            if (reset) {
                peer.reset();
            } else {
                peer.halfClose();
            }

            assertThat(receiveOne(stream)).isEqualTo(ZmqMessage.of(id.bytes(), new byte[0]));
            assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(() -> complete(stream.send(id, new byte[1])));
        }
    }

    @Test
    @DisplayName("C14: FIN behind data: everything that came before is delivered")
    void what_a_peer_sent_before_it_left_is_delivered_whole() {
        StreamSocket stream = silent();
        Endpoint endpoint = bind(stream);
        EventLog events = EventLog.of(stream);
        byte[] sent = new byte[1 << 20];
        Thread writer = new Thread(() -> {
            try (PlainPeer peer = PlainPeer.connect(endpoint)) {
                peer.write(sent);
            }
        });
        writer.start();

        assertThat(text(stream, sent.length)).hasSize(sent.length);
        assertThat(events.await(Disconnected.class).cause()).isNull();
    }

    @Test
    @DisplayName("ZMQ_STREAM_NOTIFY=0: bytes only")
    void notices_can_be_switched_off() {
        StreamSocket stream = silent();
        Endpoint endpoint = bind(stream);
        PlainPeer first = PlainPeer.connect(endpoint).write("1");
        ZmqMessage one = receiveOne(stream);
        first.close();
        try (PlainPeer second = PlainPeer.connect(endpoint).write("2")) {
            second.write("3");

            assertThat(one.frameAsString(1) + text(stream, 2)).isEqualTo("123");
        }
    }

    @Test
    void peers_are_told_apart_from_messages() {
        StreamSocket stream = silent();
        Endpoint endpoint = bind(stream);
        Flux<RouterPeer> peers = stream.peers().replay().autoConnect(0);
        PlainPeer.connect(endpoint).close();

        List<RouterPeer> seen = await(peers.distinct().take(2).collectList());

        assertThat(seen).extracting(RouterPeer::connected).containsExactly(true, false);
        assertThat(seen.get(0).routingId()).isEqualTo(seen.get(1).routingId());
    }

    @Test
    @DisplayName("STREAM: an id that no peer has is EHOSTUNREACH for whoever sends")
    void an_unknown_id_is_an_error_of_the_call() {
        StreamSocket stream = stream();
        bind(stream);
        ZmqMessage data = ZmqMessage.of("?");
        List<Function<StreamSocket, Mono<Void>>> calls = List.of(
                s -> s.send(NOBODY, data), s -> s.send(NOBODY, new byte[1]), s -> s.send(NOBODY, Flux.just(data)),
                s -> s.send(data.withFirst("nobody")), s -> s.send(Flux.just(data.withFirst("nobody"))),
                s -> s.send(ZmqMessage.of("", "no id")), s -> s.send(ZmqMessage.of("nobody", "")), s -> s.disconnect(NOBODY),
                s -> Mono.fromRunnable(() -> s.trySend(NOBODY, data)), s -> Mono.fromRunnable(() -> s.hasRoom(NOBODY)));

        assertThat(calls).allSatisfy(call -> assertThatExceptionOfType(ZmqUnroutableException.class)
                .isThrownBy(() -> complete(call.apply(stream)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EHOSTUNREACH)));
    }

    @Test
    void an_id_and_nothing_else_is_dropped_and_counted() {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            RoutingId id = connected(stream);

            assertThat(stream.trySend(ZmqMessage.of(id.bytes()))).isTrue();
            stream.trySend(id, ZmqMessage.of("on"));

            assertThat(peer.readText(2)).isEqualTo("on");
            assertThat(stream.statistics().dropped(DropReason.UNROUTABLE)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("zmq_socket(3) ZMQ_STREAM: the id and an empty frame close the connection; what was sent before arrives")
    void an_empty_message_closes_the_connection_behind_what_was_sent(boolean byMessage) {
        StreamSocket stream = run.zmq().stream(options -> options.linger(LIMIT));
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            RoutingId id = connected(stream);
            byte[] much = new byte[4 << 20];
            complete(stream.send(id, much));

            Mono<Void> closed = byMessage ? stream.send(ZmqMessage.of(id.bytes(), new byte[0])) : stream.disconnect(id);
            closed.subscribe();

            assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(() -> stream.trySend(id, ZmqMessage.of("late")));
            assertThat(peer.expectClosed()).hasSize(much.length);
            eventually(() -> stream.statistics().peers() == 0);
        }
    }

    @Test
    @DisplayName("ZMQ_LINGER: a peer that does not read is cut off when the time is over, and what is left is counted")
    void a_peer_that_does_not_read_does_not_hold_up_its_end() {
        assumeFalse(isIncubator(), "the incubator's io_uring for Netty 4.1 closes no channel while a write is in flight");
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream), 4096)) {
            RoutingId id = connected(stream);
            for (int i = 0; i < 20; i++) {
                assertThat(stream.trySend(id, ZmqMessage.of(new byte[1 << 20]))).isTrue();
            }

            complete(stream.disconnect(id));

            eventually(() -> stream.statistics().peers() == 0);
            assertThat(stream.statistics().dropped().keySet())
                    .containsAnyOf(DropReason.LINGER_EXPIRED, DropReason.CONNECTION_LOST);
            peer.expectClosed();
        }
    }

    private boolean isIncubator() {
        try {
            Class.forName("io.netty.incubator.channel.uring.IOUring", false, getClass().getClassLoader());
            return run.zmq().io() == IoTransport.IO_URING;
        } catch (ClassNotFoundException newer) {
            return false;
        }
    }

    @Test
    @DisplayName("libzmq: who closed a connection gets no notice of its end")
    void an_own_disconnect_is_not_told() {
        StreamSocket stream = stream();
        Endpoint endpoint = bind(stream);
        try (PlainPeer peer = PlainPeer.connect(endpoint)) {
            complete(stream.disconnect(connected(stream)));
            peer.expectClosed();
        }
        eventually(() -> stream.statistics().peers() == 0);
        try (PlainPeer peer = PlainPeer.connect(endpoint)) {
            connected(stream);
            peer.write("next");
            assertThat(text(stream, 4)).isEqualTo("next");
        }
    }

    @Test
    @DisplayName("B.9: no handshake timer: a peer may stay silent for ever (handshakeTimeout does not apply)")
    void a_silent_peer_stays() {
        StreamSocket stream = run.zmq().stream(options -> options.handshakeTimeout(Duration.ofMillis(10)));
        Endpoint endpoint = bind(stream);
        try (PlainPeer silent = PlainPeer.connect(endpoint); PlainPeer talking = PlainPeer.connect(endpoint)) {
            RoutingId first = connected(stream);
            RoutingId second = connected(stream);
            // one round trip after the other: more time than the timeout allows has passed then
            Mono.delay(Duration.ofMillis(50)).block(LIMIT);
            complete(stream.send(first, "?".getBytes(US_ASCII)));
            complete(stream.send(second, "?".getBytes(US_ASCII)));

            assertThat(silent.readText(1) + talking.readText(1)).isEqualTo("??");
            assertThat(stream.statistics().handshakesFailed()).isZero();
        }
    }

    @Test
    @DisplayName("test_stream.cpp: a ZMTP peer is a peer like any other: its greeting is bytes")
    void a_zmtp_greeting_is_delivered_as_bytes() {
        StreamSocket stream = silent();
        run.zmq().dealer().connectNow(bind(stream));

        byte[] greeting = await(stream.chunks().next()).message().frame(0);

        assertThat(greeting).startsWith(0xFF).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    @DisplayName("test_stream.cpp: zmq_msg_gets(\"Peer-Address\") on what arrives: bytes, and the notices of both ends of a peer")
    void messages_tell_where_the_peer_is() {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            ZmqMessage notice = receiveOne(stream);
            peer.write("any");
            ZmqMessage bytes = receiveOne(stream);
            peer.halfClose();

            assertThat(List.of(notice, bytes, receiveOne(stream)))
                    .allSatisfy(message -> assertThat(message.metadata().peerAddress()).contains("127.0.0.1"));
        }
    }

    @Test
    void events_tell_that_there_is_no_protocol() {
        StreamSocket stream = stream();
        EventLog events = EventLog.of(stream);
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            peer.write("any");
            HandshakeSucceeded success = events.await(HandshakeSucceeded.class);

            assertThat(success.version()).isEqualTo("raw");
            assertThat(success.peerType()).isNull();
        }
    }

    @Test
    @DisplayName("ENOCOMPATPROTO: the protocol is not compatible with the socket type")
    void inproc_has_no_bytes() {
        List<Function<StreamSocket, Endpoint>> calls = List.of(
                s -> s.bindNow("inproc://stream"), s -> s.connectNow("inproc://stream"));

        assertThat(calls).allSatisfy(call -> assertThatExceptionOfType(ZmqEndpointException.class)
                .isThrownBy(() -> call.apply(stream())).withMessageContaining("tcp")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENOCOMPATPROTO)));
    }

    @Test
    void a_closed_socket_takes_nothing() {
        StreamSocket stream = stream();
        try (PlainPeer peer = PlainPeer.connect(bind(stream))) {
            RoutingId id = connected(stream);
            stream.close();

            assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> complete(stream.send(id, new byte[1])));
            assertThatExceptionOfType(ZmqClosedException.class)
                    .isThrownBy(() -> stream.trySend(id, ZmqMessage.of("1")));
            peer.expectClosed();
        }
    }
}
