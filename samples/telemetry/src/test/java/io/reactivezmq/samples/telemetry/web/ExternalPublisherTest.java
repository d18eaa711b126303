package io.reactivezmq.samples.telemetry.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.telemetry.feed.HostPublisher;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The application pointed at somebody else's PUB. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"telemetry.topics=sensor.,plain", "telemetry.window=100ms"})
@ExtendWith(OutputCaptureExtension.class)
class ExternalPublisherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ZmqContext ZMQ = ZmqContext.create();
    private static final PubSocket PUBLISHER = ZMQ.pub();
    private static final Endpoint ENDPOINT = PUBLISHER.bindNow("tcp://127.0.0.1:*");
    private static final Disposable PUBLISHING = PUBLISHER
            .send(Flux.interval(Duration.ofMillis(10))
                    .onBackpressureDrop()
                    .concatMapIterable(tick -> List.of(
                            ZmqMessage.of("sensor.temp", "21.5 1760000000000 C"),
                            ZmqMessage.of("plain", "7"),
                            ZmqMessage.of("sensor.broken", "hot"),
                            ZmqMessage.of("private.secret", "1"))))
            .subscribe();

    private final DashboardClient client;

    ExternalPublisherTest(@LocalServerPort int port) {
        this.client = new DashboardClient(port);
    }

    @DynamicPropertySource
    static void pointAtThePublisher(DynamicPropertyRegistry properties) {
        properties.add("telemetry.publisher", ENDPOINT::toString);
    }

    @AfterEach
    void nettyReportsNoLeak(CapturedOutput output) {
        assertThat(output).doesNotContain("LEAK:");
    }

    @AfterAll
    static void stopPublishing() {
        PUBLISHING.dispose();
        ZMQ.close();
    }

    @Test
    void onlySubscribedTopicsThatAreReadingsArrive() {
        StepVerifier.create(client.events("/api/stream", "window")
                        .filter(window -> !window.at("/metrics").isEmpty())
                        .next())
                .assertNext(window -> {
                    assertThat(window.at("/metrics").propertyNames()).containsExactlyInAnyOrder("sensor.temp", "plain");
                    assertThat(window.at("/metrics/sensor.temp/avg").asDouble()).isEqualTo(21.5);
                    assertThat(window.at("/metrics/sensor.temp/unit").asString()).isEqualTo("C");
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void messagesThatAreNoReadingsAreCounted() {
        StepVerifier.create(client.events("/api/stream", "status")
                        .filter(status -> status.at("/subscriber/malformed").asLong() > 0)
                        .next())
                .assertNext(status -> {
                    assertThat(status.at("/external").asBoolean()).isTrue();
                    assertThat(status.at("/endpoint").asString()).isEqualTo(ENDPOINT.toString());
                    assertThat(status.at("/publisher").isNull()).isTrue();
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void nothingIsPublishedByTheApplicationItself(@Autowired ObjectProvider<HostPublisher> publisher) {
        assertThat(publisher.getIfAvailable()).isNull();
    }
}
