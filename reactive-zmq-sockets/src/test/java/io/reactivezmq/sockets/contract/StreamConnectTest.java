package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.LIMIT;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.event.ConnectDelayed;
import io.reactivezmq.core.event.Connected;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** STREAM that connects, and STREAM with programs that speak HTTP. */
class StreamConnectTest {

    private static final RoutingId SERVER = RoutingId.of("server");

    @RegisterExtension
    private final ContractRun run = new ContractRun(TcpContractTransport::new);

    private StreamSocket stream() {
        return run.zmq().stream();
    }

    private static RoutedMessage next(StreamSocket stream) {
        return await(stream.chunks().next());
    }

    @Test
    @DisplayName("test_connect_rid.cpp: ZMQ_CONNECT_ROUTING_ID on STREAM; what is sent before the connection waits for it")
    void a_peer_that_is_connected_to_under_a_name_can_be_sent_to_at_once() throws IOException {
        StreamSocket stream = stream();
        try (ServerSocket server = PlainPeer.listen()) {
            stream.connect(PlainPeer.endpoint(server), SERVER).block(LIMIT);
            complete(stream.send(SERVER, "hello".getBytes(US_ASCII)));
            try (PlainPeer peer = PlainPeer.accept(server)) {
                assertThat(peer.readText(5)).isEqualTo("hello");
                peer.write("world");

                assertThat(next(stream)).isEqualTo(new RoutedMessage(SERVER, ZmqMessage.empty()));
                assertThat(next(stream)).isEqualTo(new RoutedMessage(SERVER, ZmqMessage.of("world")));
            }
        }
    }

    @Test
    void a_name_that_another_peer_has_is_refused() throws IOException {
        StreamSocket stream = stream();
        try (ServerSocket server = PlainPeer.listen()) {
            stream.connect(PlainPeer.endpoint(server), SERVER).block(LIMIT);

            assertThatExceptionOfType(ZmqOptionException.class)
                    .isThrownBy(() -> stream.connect(PlainPeer.endpoint(server).toString(), SERVER).block(LIMIT));
        }
    }

    @Test
    @DisplayName("libzmq: a connection that was lost is made again under the same id, with a notice of each end and beginning")
    void a_lost_connection_is_made_again_under_the_same_id() throws IOException {
        StreamSocket stream = stream();
        try (ServerSocket server = PlainPeer.listen()) {
            stream.connectNow(PlainPeer.endpoint(server));
            PlainPeer.accept(server).close();
            RoutingId id = next(stream).peer();
            assertThat(next(stream)).isEqualTo(new RoutedMessage(id, ZmqMessage.empty()));
            try (PlainPeer again = PlainPeer.accept(server)) {
                assertThat(next(stream)).isEqualTo(new RoutedMessage(id, ZmqMessage.empty()));

                complete(stream.send(id, "again".getBytes(US_ASCII)));
                assertThat(again.readText(5)).isEqualTo("again");
                assertThat(stream.statistics().reconnects()).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("a byte stream that broke off does not go on in the next connection")
    void what_was_queued_for_a_lost_connection_is_dropped() throws IOException {
        StreamSocket stream = stream();
        try (ServerSocket server = PlainPeer.listen()) {
            server.setReceiveBufferSize(4096);
            stream.connect(PlainPeer.endpoint(server), SERVER).block(LIMIT);
            PlainPeer first = PlainPeer.accept(server);
            next(stream);
            for (int i = 0; i < 20; i++) {
                assertThat(stream.trySend(SERVER, ZmqMessage.of(new byte[1 << 20]))).isTrue();
            }
            first.reset();
            next(stream);
            try (PlainPeer second = PlainPeer.accept(server)) {
                next(stream);
                complete(stream.send(SERVER, "new".getBytes(US_ASCII)));

                assertThat(second.readText(3)).isEqualTo("new");
                assertThat(stream.statistics().dropped(DropReason.CONNECTION_LOST)).isGreaterThan(10);
            }
        }
    }

    @Test
    @DisplayName("libzmq: an empty message to a peer that was connected to ends the endpoint; it is not connected to again")
    void a_disconnected_peer_is_not_connected_to_again() throws IOException {
        StreamSocket stream = stream();
        EventLog events = EventLog.of(stream);
        try (ServerSocket server = PlainPeer.listen()) {
            stream.connect(PlainPeer.endpoint(server), SERVER).block(LIMIT);
            try (PlainPeer peer = PlainPeer.accept(server)) {
                next(stream);
                complete(stream.send(ZmqMessage.of(SERVER.bytes(), new byte[0])));
                peer.expectClosed();
            }
            events.await(Disconnected.class);

            // nothing is left of it, and its name is free
            eventually(() -> stream.toString().equals("StreamSocket[]"));
            stream.connect(PlainPeer.endpoint(server), SERVER).block(LIMIT);
        }
        stream.close();
        assertThat(events.all().stream().takeWhile(event -> !(event instanceof Disconnected)))
                .hasExactlyElementsOfTypes(ConnectDelayed.class, Connected.class, HandshakeSucceeded.class);
    }

    @Test
    void a_peer_that_never_answered_can_be_disconnected() {
        StreamSocket stream = stream();
        stream.connect(run.transport().vacant(), SERVER).block(LIMIT);
        stream.send(SERVER, "?".getBytes(US_ASCII)).block(LIMIT);

        complete(stream.disconnect(SERVER));

        assertThatExceptionOfType(ZmqUnroutableException.class)
                .isThrownBy(() -> stream.trySend(SERVER, ZmqMessage.of("?")));
        assertThat(stream.statistics().dropped(DropReason.LINGER_EXPIRED)).isEqualTo(1);
    }

    @Test
    void two_stream_sockets_talk_to_each_other() {
        StreamSocket server = stream();
        StreamSocket client = stream();
        server.chunks().filter(chunk -> chunk.message().size() > 0)
                .flatMap(chunk -> server.send(chunk.peer(), chunk.message())).subscribe();
        client.connect(server.bindNow(run.transport().wildcard()), SERVER).block(LIMIT);
        client.send(SERVER, "echo".getBytes(US_ASCII)).block(LIMIT);

        assertThat(await(client.receive().filter(chunk -> chunk.frameSize(1) > 0).next())).isEqualTo(ZmqMessage.of("server", "echo"));
    }

    @Test
    void ipc_carries_bytes_as_well() {
        try (IpcContractTransport ipc = new IpcContractTransport()) {
            StreamSocket server = stream();
            StreamSocket client = stream();
            client.connect(server.bindNow(ipc.wildcard()), SERVER).block(LIMIT);
            client.send(SERVER, "ipc".getBytes(US_ASCII)).block(LIMIT);

            assertThat(await(server.chunks().filter(chunk -> chunk.message().size() > 0).next()).message())
                    .isEqualTo(ZmqMessage.of("ipc"));
        }
    }

    @Test
    @DisplayName("zmq_socket(3) ZMQ_STREAM: talks to an HTTP server")
    void a_page_is_fetched_from_an_http_server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(US_ASCII));
            exchange.close();
        });
        server.start();
        try {
            StreamSocket stream = stream();
            stream.connect(new TcpEndpoint("127.0.0.1", server.getAddress().getPort()), SERVER).block(LIMIT);
            stream.send(SERVER, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII)).block(LIMIT);

            String answer = await(stream.chunks().map(chunk -> chunk.message().frameAsString(0))
                    .scan("", String::concat).filter(text -> text.endsWith("\r\n\r\nhello")).next());
            assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("zmq_socket(3) ZMQ_STREAM: serves an HTTP client")
    void a_page_is_served_to_an_http_client() throws Exception {
        StreamSocket stream = stream();
        TcpEndpoint endpoint = (TcpEndpoint) stream.bindNow(run.transport().wildcard());
        byte[] page = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello".getBytes(US_ASCII);
        Flux<RoutedMessage> requests = stream.chunks()
                .filter(chunk -> chunk.message().frameAsString(0).endsWith("\r\n\r\n"));
        requests.flatMap(request -> stream.send(request.peer(), page).then(stream.disconnect(request.peer()))).subscribe();

        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/"))
                        .version(HttpClient.Version.HTTP_1_1).timeout(LIMIT).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo("hello");
    }
}
