package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.StreamSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** STREAM with libzmq's STREAM at the other end. */
class LibzmqStreamIT {

    private static final RoutingId PEER = RoutingId.of("libzmq");
    private static final int CHUNK = 10_000;
    private static final int CHUNKS = 400;

    /** A process that runs stream.py, and what it says. */
    private record Echo(Process process, BufferedReader said) implements AutoCloseable {

        static Echo start(String how, String endpoint) throws IOException {
            List<String> command = new ArrayList<>(InteropPeers.libzmqCommand("stream.py"));
            command.addAll(List.of(how, endpoint));
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new Echo(process, new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)));
        }

        String line() throws IOException {
            return Objects.requireNonNull(said.readLine(), "the end of stream.py");
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static RoutedMessage next(StreamSocket stream) {
        return Objects.requireNonNull(stream.chunks().next().block(PATIENCE));
    }

    /** Sends much and takes it back, as it was. */
    private static void exchange(StreamSocket stream, RoutingId peer) {
        byte[] all = new byte[CHUNK * CHUNKS];
        new Random(1).nextBytes(all);
        Flux<ZmqMessage> chunks = Flux.range(0, CHUNKS).map(i -> {
            byte[] chunk = new byte[CHUNK];
            System.arraycopy(all, i * CHUNK, chunk, 0, CHUNK);
            return ZmqMessage.wrap(chunk);
        });
        byte[] back = new byte[all.length];
        int[] received = new int[1];
        Mono<Void> receiving = stream.chunks().takeUntil(chunk -> {
            byte[] bytes = chunk.message().frame(0);
            System.arraycopy(bytes, 0, back, received[0], bytes.length);
            received[0] += bytes.length;
            return received[0] == back.length;
        }).then();

        Mono.when(receiving, stream.send(peer, chunks)).block(PATIENCE);

        assertThat(back).isEqualTo(all);
    }

    @Test
    @DisplayName("test_stream.cpp: libzmq bound, we connect; it ends the connection with an empty message, and we connect again")
    void we_connect_to_libzmq() throws IOException {
        try (ZmqContext zmq = TestContexts.create(); Echo echo = Echo.start("bind", "tcp://127.0.0.1:*")) {
            StreamSocket stream = zmq.stream();
            stream.connect(echo.line(), PEER).block(PATIENCE);
            assertThat(next(stream)).isEqualTo(new RoutedMessage(PEER, ZmqMessage.empty()));
            assertThat(echo.line()).isEqualTo("notice");

            exchange(stream, PEER);
            stream.send(PEER, "bye".getBytes(US_ASCII)).block(PATIENCE);

            assertThat(next(stream)).isEqualTo(new RoutedMessage(PEER, ZmqMessage.empty())); // gone
            assertThat(next(stream)).isEqualTo(new RoutedMessage(PEER, ZmqMessage.empty())); // and back
            assertThat(echo.line()).isEqualTo("notice");
        }
    }

    @Test
    @DisplayName("test_stream_disconnect.cpp: we are bound, libzmq connects and is told that we have closed the connection")
    void libzmq_connects_to_us() throws IOException {
        try (ZmqContext zmq = TestContexts.create()) {
            StreamSocket stream = zmq.stream();
            try (Echo echo = Echo.start("connect", stream.bindNow(LOOPBACK).toString())) {
                echo.line();
                RoutingId peer = next(stream).peer();
                assertThat(echo.line()).isEqualTo("notice");

                exchange(stream, peer);
                stream.disconnect(peer).block(PATIENCE);

                assertThat(echo.line()).isEqualTo("notice"); // gone
                assertThat(echo.line()).isEqualTo("notice"); // and back
                assertThat(next(stream).peer()).isNotEqualTo(peer);
            }
        }
    }
}
