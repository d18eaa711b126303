package io.reactivezmq.samples.httpbridge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class HttpBridgeTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MAX_BODY = 100_000;

    private final ZmqContext zmq = ZmqContext.create();
    private final RepSocket backend = zmq.rep();
    private final String address = backend.bindNow("tcp://127.0.0.1:*").toString();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private BridgeServer bridge = BridgeServer.start(settings("--backend=" + address));

    private static BridgeSettings settings(String... more) {
        return BridgeSettings.parse(Flux.concat(
                Flux.just("--http=tcp://127.0.0.1:*", "--max-body=" + MAX_BODY), Flux.fromArray(more))
                .collectList().map(all -> all.toArray(String[]::new)).block());
    }

    private void restart(String... more) {
        bridge.close();
        bridge = BridgeServer.start(settings(more));
    }

    @AfterEach
    void close() {
        bridge.close();
        zmq.close();
    }

    private int port() {
        return ((TcpEndpoint) bridge.endpoint()).port();
    }

    private void awaitBackend() {
        Flux.interval(Duration.ofMillis(1)).filter(tick -> bridge.backend().socket().statistics().peers() == 1).blockFirst(LIMIT);
    }

    /** Answers every request with what it was, and "!". */
    private void echo() {
        backend.reply(request -> Mono.just(ZmqMessage.of(request.frameAsString(0) + "!"))).subscribe();
        awaitBackend();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/any")).timeout(LIMIT);
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(request().POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private Socket plain() throws IOException {
        Socket socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    private static String request(String body) {
        return "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void a_posted_body_is_answered_by_the_backend() throws Exception {
        echo();

        HttpResponse<String> response = post("hello");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello!");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
    }

    @Test
    void a_reply_of_several_frames_is_one_body() throws Exception {
        backend.reply(request -> Mono.just(ZmqMessage.of("one ", "two"))).subscribe();
        awaitBackend();

        assertThat(post("?").body()).isEqualTo("one two");
    }

    @Test
    void bodies_up_to_the_limit_go_both_ways() throws Exception {
        echo();
        String body = "x".repeat(MAX_BODY);

        assertThat(post(body).body()).isEqualTo(body + "!");
    }

    @Test
    @DisplayName("413, and the connection serves the next request")
    void a_body_above_the_limit_is_refused() throws Exception {
        echo();

        assertThat(post("x".repeat(MAX_BODY + 1)).statusCode()).isEqualTo(413);
        assertThat(post("next").body()).isEqualTo("next!");
    }

    @Test
    void many_clients_at_once_each_get_their_own_answer() {
        echo();

        List<CompletableFuture<String>> answers = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(request().POST(BodyPublishers.ofString("" + i)).build(), BodyHandlers.ofString())
                        .thenApply(HttpResponse::body)).toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> i + "!").toList());
    }

    @Test
    @DisplayName("RFC 9112, 9.3: a connection is kept, and requests sent ahead are answered in their order")
    void one_connection_carries_requests_in_order() throws Exception {
        echo();
        try (Socket socket = plain()) {
            socket.getOutputStream().write((request("1") + request("22")).getBytes(US_ASCII));
            String first = "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: ";
            String expected = first + "2\r\n\r\n1!" + first + "3\r\n\r\n22!";

            assertThat(new String(socket.getInputStream().readNBytes(expected.length()), US_ASCII)).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("RFC 9112, 9.6: Connection: close is honoured, after the whole response")
    void a_connection_is_closed_when_the_client_asks_for_it() throws Exception {
        backend.reply(request -> Mono.just(ZmqMessage.of(new byte[1 << 20]))).subscribe();
        awaitBackend();
        try (Socket socket = plain()) {
            socket.getOutputStream().write(
                    "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));

            assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(1 << 20);
        }
    }

    @Test
    @DisplayName("504: the backend is there and does not answer")
    void a_backend_that_does_not_answer_is_a_gateway_timeout() throws Exception {
        restart("--backend=" + address, "--timeout=100");
        awaitBackend();

        HttpResponse<String> response = post("?");

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("100 ms");
    }

    @Test
    @DisplayName("503: there is no backend")
    void no_backend_is_service_unavailable() throws Exception {
        backend.close();
        Flux.interval(Duration.ofMillis(1)).filter(tick -> bridge.backend().socket().statistics().peers() == 0).blockFirst(LIMIT);

        HttpResponse<String> response = post("?");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    @DisplayName("405 for anything but POST")
    void other_methods_are_told_what_is_allowed() throws Exception {
        HttpResponse<String> response = client.send(request().GET().build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    @DisplayName("400, and the end, for what is not HTTP")
    void what_is_not_http_is_refused() throws Exception {
        try (Socket socket = plain()) {
            socket.getOutputStream().write("this is not HTTP at all\r\n\r\n".getBytes(US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void a_client_that_sends_far_ahead_is_cut_off() throws Exception {
        try (Socket socket = plain()) {
            socket.getOutputStream().write(request("?").repeat(100).getBytes(US_ASCII));

            assertThat(socket.getInputStream().readAllBytes().length).isLessThan(10_000);
        }
    }

    @Test
    void a_client_that_never_finishes_its_request_is_cut_off() throws Exception {
        restart("--backend=" + address, "--idle=100");
        try (Socket socket = plain()) {
            socket.getOutputStream().write("POST / HT".getBytes(US_ASCII));

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void one_client_more_than_allowed_is_turned_away() throws Exception {
        restart("--backend=" + address, "--max-connections=1");
        echo();
        try (Socket first = plain()) {
            first.getOutputStream().write(request("1").getBytes(US_ASCII));
            assertThat(first.getInputStream().read()).isEqualTo('H');
            try (Socket second = plain()) {
                assertThat(second.getInputStream().readAllBytes()).isEmpty();
            }
        }
    }

    @Test
    void a_client_that_leaves_takes_its_request_with_it() throws Exception {
        awaitBackend();
        try (Socket socket = plain()) {
            socket.getOutputStream().write(request("?").getBytes(US_ASCII));
            Flux.interval(Duration.ofMillis(1)).filter(tick -> bridge.backend().inFlight() == 1).blockFirst(LIMIT);
        }

        Flux.interval(Duration.ofMillis(1)).filter(tick -> bridge.backend().inFlight() == 0).blockFirst(LIMIT);
    }
}
