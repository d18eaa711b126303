package io.reactivezmq.samples.telemetry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** The application as it starts by default: its own publisher, real sockets, real HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"telemetry.sample-interval=20ms", "telemetry.window=100ms"})
@ExtendWith(OutputCaptureExtension.class)
class DashboardTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DashboardClient client;

    DashboardTest(@LocalServerPort int port) {
        this.client = new DashboardClient(port);
    }

    @AfterEach
    void nettyReportsNoLeak(CapturedOutput output) {
        assertThat(output).doesNotContain("LEAK:");
    }

    @Test
    void streamHasWindowsOfThisHost() {
        StepVerifier.create(client.events("/api/stream", "window")
                        .filter(window -> window.at("/metrics/host.memory.used").isObject())
                        .take(3))
                .assertNext(window -> {
                    assertThat(window.at("/readings").asInt()).isPositive();
                    assertThat(window.at("/metrics/host.memory.used/unit").asString()).isEqualTo("bytes");
                    assertThat(window.at("/metrics/host.memory.used/avg").asDouble()).isPositive();
                })
                .expectNextCount(2)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void prefixChoosesTheMetricsOfTheStream() {
        StepVerifier.create(client.events("/api/stream?prefix=host.memory.", "window")
                        .filter(window -> !window.at("/metrics").isEmpty())
                        .next())
                .assertNext(window ->
                        assertThat(window.at("/metrics").propertyNames()).allMatch(name -> name.startsWith("host.memory.")))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void browserThatComesLateGetsThePastFirst() {
        long fifth = client.windowTimes(0).take(5).blockLast(PATIENCE);

        // what is kept has a bound, so the very first may be gone
        assertThat(client.windowTimes(0).blockFirst(PATIENCE)).isLessThan(fifth);
    }

    @Test
    void browserThatReconnectsGetsOnlyWhatItHasNotSeen() {
        long third = client.windowTimes(0).take(3).blockLast(PATIENCE);

        assertThat(client.windowTimes(third).blockFirst(PATIENCE)).isGreaterThan(third);
    }

    @Test
    void streamTellsWhatHappensToTheSockets() {
        StepVerifier.create(client.events("/api/stream", "socket")
                        .filter(line -> line.at("/kind").asString().equals("HandshakeSucceeded"))
                        .next())
                .assertNext(line -> assertThat(line.at("/detail").asString()).contains("ZMTP 3."))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void statusTellsRatesOfBothSidesAndLosesNothingByDefault() {
        StepVerifier.create(client.events("/api/stream", "status")
                        .filter(status -> status.at("/subscriber/receivedPerSecond").asDouble() > 0)
                        .next())
                .assertNext(status -> {
                    assertThat(status.at("/publisher/sentPerSecond").asDouble()).isPositive();
                    assertThat(status.at("/subscriber/peers").asInt()).isEqualTo(1);
                    assertThat(status.at("/subscriber/malformed").asInt()).isZero();
                    assertThat(status.at("/external").asBoolean()).isFalse();
                    assertThat(status.at("/io").asString()).isNotBlank();
                })
                .expectComplete()
                .verify(PATIENCE);
        assertThat(client.get("/api/status").at("/endpoint").asString()).startsWith("tcp://127.0.0.1:");
    }

    @Test
    void slowConsumerLosesMessagesOfThePubAndHoldsThePushBack() {
        assertThat(client.post("/api/slow-consumer?enabled=true").at("/enabled").asBoolean()).isTrue();
        try {
            StepVerifier.create(client.events("/api/stream", "status")
                            .map(status -> status.at("/pressure"))
                            .filter(pressure -> pressure.at("/pubSub/droppedPerSecond").asDouble() > 0
                                    && pressure.at("/pubSub/slowPerSecond").asDouble() > 0
                                    && pressure.at("/pushPull/receivedPerSecond").asDouble() > 0
                                    && heldBack(pressure))
                            .next())
                    .assertNext(pressure -> {
                        assertThat(pressure.at("/pubSub/fastPerSecond").asDouble())
                                .isGreaterThan(5 * pressure.at("/pubSub/slowPerSecond").asDouble());
                        assertThat(pressure.at("/pubSub/queued").asLong()).isPositive();
                        assertThat(pressure.at("/pushPull/dropped").asLong()).isZero();
                        assertThat(pressure.at("/pushPull/queued").asLong()).isPositive();
                    })
                    .expectComplete()
                    .verify(PATIENCE);
        } finally {
            client.post("/api/slow-consumer?enabled=false");
        }
    }

    @Test
    void switchMayBePressedTwiceAndTelemetryGoesOn() {
        client.post("/api/slow-consumer?enabled=true");
        client.post("/api/slow-consumer?enabled=true");
        client.post("/api/slow-consumer?enabled=false");
        assertThat(client.post("/api/slow-consumer?enabled=false").at("/enabled").asBoolean()).isFalse();

        long now = client.windowTimes(0).blockFirst(PATIENCE);
        assertThat(client.windowTimes(now).take(3).count().block(PATIENCE)).isEqualTo(3);
    }

    @Test
    void switchWithoutAPositionIsABadRequest() {
        client.web().post().uri("/api/slow-consumer").exchange().expectStatus().isBadRequest();
    }

    @Test
    void pageNeedsNothingFromElsewhere() {
        String page = client.web()
                .get()
                .uri("/")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(page).contains("default-src 'self'").doesNotContain("http://").doesNotContain("https://");
    }

    private static boolean heldBack(JsonNode pressure) {
        return pressure.at("/pushPull/sentPerSecond").asDouble() < pressure.at("/wantedPerSecond").asDouble() / 4;
    }
}
