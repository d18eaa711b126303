package io.reactivezmq.samples.telemetry.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class BurstTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void whoAsksForEverythingGetsTheFullRate() {
        StepVerifier.withVirtualTime(() -> Burst.of(2000, 10).take(SECOND).count())
                .thenAwait(SECOND)
                .assertNext(count -> assertThat(count).isBetween(1980L, 2000L))
                .verifyComplete();
    }

    @Test
    void whoAsksForLittleGetsLittleAndNothingPilesUp() {
        StepVerifier.withVirtualTime(() -> Burst.of(2000, 10), 0)
                .expectSubscription()
                .thenRequest(3)
                .thenAwait(SECOND.multipliedBy(60))
                .expectNextCount(3)
                .thenRequest(40)
                .thenAwait(Duration.ofMillis(20))
                .expectNextCount(40)
                .thenCancel()
                .verify();
    }

    @Test
    void messageHasATopicAndAPayloadOfTheGivenSize() {
        StepVerifier.withVirtualTime(() -> Burst.of(100, 512).next())
                .thenAwait(SECOND)
                .assertNext(message -> {
                    assertThat(message.frameAsString(0)).isEqualTo("burst");
                    assertThat(message.frameSize(1)).isEqualTo(512);
                })
                .verifyComplete();
    }
}
