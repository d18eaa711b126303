package io.reactivezmq.samples.guide.suicidalsnail;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Suicidal snail: a subscriber that is too far behind ends, instead of working on news that are none any more.
 *
 * <p>In the guide the subscriber compares clocks after each message and exits the process. Here a message that is too old is an
 * error in the stream ({@link #follow}), and the policy is an operator behind it: {@code retryWhen} begins anew with a new socket,
 * and so without all that was queued for the old one; {@code onErrorResume} could switch to a snapshot, and nothing at all ends the
 * program.
 *
 * <p>A message is a topic, the publisher's time in milliseconds (8 bytes) and a body; others are left out. Across machines the lag
 * is as good as their clocks agree.
 */
public final class SuicidalSnail {

    private SuicidalSnail() {
    }

    /** The subscriber was too slow. */
    static final class TooSlow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooSlow(long lag, Duration maxLag) {
            super(lag + " ms behind the publisher, and " + maxLag.toMillis()
                    + " are allowed: make the subscriber faster, or subscribe to less");
        }
    }

    static ZmqMessage stamped(String topic, String body, Scheduler clock) {
        return ZmqMessage.builder().add(topic).addLong(clock.now(TimeUnit.MILLISECONDS)).add(body).build();
    }

    /** Messages of all topics for as long as they are fresh when there is demand for them, then {@link TooSlow}. */
    static Flux<ZmqMessage> follow(ZmqContext zmq, Endpoint publisher, Duration maxLag, Scheduler clock) {
        return Flux.using(() -> connected(zmq, publisher), SubSocket::receive, SubSocket::dispose)
                .filter(message -> message.frameCount() == 3 && message.frameSize(1) == Long.BYTES)
                .doOnNext(message -> {
                    long lag = clock.now(TimeUnit.MILLISECONDS) - message.frameAsLong(1);
                    if (lag > maxLag.toMillis()) {
                        throw new TooSlow(lag, maxLag);
                    }
                });
    }

    private static SubSocket connected(ZmqContext zmq, Endpoint publisher) {
        SubSocket sub = zmq.sub();
        sub.subscribe("");
        sub.connect(publisher).subscribe();
        return sub;
    }

    /**
     * A thousand messages a second for a subscriber that can take two hundred: it dies when it is 300 ms behind, and is born again.
     */
    public static void main(String[] arguments) {
        Scheduler clock = Schedulers.parallel();
        try (ZmqContext zmq = ZmqContext.create()) {
            PubSocket publisher = zmq.pub();
            Endpoint address = publisher.bindNow("tcp://127.0.0.1:*");
            Disposable publishing = publisher.send(Flux.interval(Duration.ofMillis(1)).onBackpressureDrop()
                    .map(i -> stamped("news", "no. " + i, clock))).subscribe();

            follow(zmq, address, Duration.ofMillis(300), clock)
                    .publishOn(Schedulers.boundedElastic(), 1)
                    .retryWhen(Retry.max(2).filter(TooSlow.class::isInstance)
                            .onRetryExhaustedThrow((spec, last) -> last.failure())
                            .doBeforeRetry(death -> System.out.println("died: " + death.failure().getMessage())))
                    .onErrorResume(end -> Mono.fromRunnable(() -> System.out.println("died for good: " + end.getMessage())))
                    .concatMap(message -> Mono.delay(Duration.ofMillis(5)).thenReturn(message), 1)
                    .window(50).concatMap(fifty -> fifty.last()
                            .doOnNext(last -> System.out.println("at " + last.frameAsString(2))))
                    .blockLast();
            publishing.dispose();
        }
    }
}
