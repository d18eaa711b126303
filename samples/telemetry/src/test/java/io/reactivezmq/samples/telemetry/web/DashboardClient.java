package io.reactivezmq.samples.telemetry.web;

import java.time.Duration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** What a browser would ask, for tests; over the JDK's HTTP client, so that Netty's leak reports are about the server. */
final class DashboardClient {

    private static final ParameterizedTypeReference<ServerSentEvent<JsonNode>> EVENT =
            new ParameterizedTypeReference<>() {};

    private final WebTestClient web;

    DashboardClient(int port) {
        this.web = WebTestClient.bindToServer(new JdkClientHttpConnector())
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(60))
                .build();
    }

    WebTestClient web() {
        return web;
    }

    /** The data of the events with that name. */
    Flux<JsonNode> events(String uri, String name) {
        return stream(uri, 0).filter(event -> name.equals(event.event())).mapNotNull(ServerSentEvent::data);
    }

    /** The times of windows, after what a browser has seen. */
    Flux<Long> windowTimes(long lastEventId) {
        return stream("/api/stream", lastEventId)
                .filter(event -> "window".equals(event.event()))
                .mapNotNull(ServerSentEvent::data)
                .map(window -> window.at("/time").asLong());
    }

    private Flux<ServerSentEvent<JsonNode>> stream(String uri, long lastEventId) {
        return Flux.defer(() -> web.get()
                .uri(uri)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .header("Last-Event-ID", Long.toString(lastEventId))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(EVENT)
                .getResponseBody());
    }

    JsonNode get(String uri) {
        return web.get().uri(uri).exchange().expectStatus().isOk().returnResult(JsonNode.class).getResponseBody()
                .blockFirst(Duration.ofSeconds(60));
    }

    JsonNode post(String uri) {
        return web.post().uri(uri).exchange().expectStatus().isOk().returnResult(JsonNode.class).getResponseBody()
                .blockFirst(Duration.ofSeconds(60));
    }
}
