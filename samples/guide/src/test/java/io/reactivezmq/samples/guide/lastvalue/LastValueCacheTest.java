package io.reactivezmq.samples.guide.lastvalue;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LastValueCacheTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MAX_TOPICS = 100;

    private final ZmqContext zmq = ZmqContext.create();
    private final XPubSocket publisher = zmq.xpub();
    private Endpoint address;

    @BeforeEach
    void start() {
        LastValueCache cache = new LastValueCache(zmq, MAX_TOPICS);
        cache.connectToPublisher(publisher.bindNow("tcp://127.0.0.1:*"));
        address = cache.bindForSubscribers("tcp://127.0.0.1:*");
        cache.run().subscribe();
        publisher.subscriptions().blockFirst(LIMIT);
    }

    @AfterEach
    void close() {
        zmq.close();
    }

    private SubSocket subscriber(String topic) {
        SubSocket subscriber = zmq.sub();
        subscriber.subscribe(topic);
        subscriber.connectNow(address);
        return subscriber;
    }

    /** What was cached for it, with the message that ends it. */
    private static List<ZmqMessage> cached(SubSocket subscriber) {
        return subscriber.receive().takeUntil(message -> message.frameCount() == 1).collectList().block(LIMIT);
    }

    private static ZmqMessage next(SubSocket subscriber) {
        return subscriber.receive().blockFirst(LIMIT);
    }

    /** Publishes, and waits until the cache has passed all of it on. */
    private void publish(ZmqMessage... messages) {
        SubSocket witness = subscriber("");
        cached(witness);
        for (ZmqMessage message : messages) {
            publisher.trySend(message);
            assertThat(next(witness)).isEqualTo(message);
        }
        witness.close();
    }

    @Test
    @DisplayName("the publisher dies; who subscribes afterwards gets the last value, and not those before it")
    void the_cache_outlives_the_publisher() {
        publish(ZmqMessage.of("a", "1"), ZmqMessage.of("a", "2"), ZmqMessage.of("b", "3"));
        publisher.close();

        assertThat(cached(subscriber("a"))).containsExactly(ZmqMessage.of("a", "2"), ZmqMessage.of("a"));
    }

    @Test
    @DisplayName("a prefix gets every value that begins with it")
    void a_prefix_gets_all_it_matches() {
        publish(ZmqMessage.of("a.1", "x"), ZmqMessage.of("b.1", "y"), ZmqMessage.of("a.2", "z"));

        assertThat(cached(subscriber("a."))).containsExactlyInAnyOrder(ZmqMessage.of("a.1", "x"), ZmqMessage.of("a.2", "z"),
                ZmqMessage.of("a."));
    }

    @Test
    @DisplayName("a subscriber is killed and comes back: it has the newest value at once, and the others notice nothing")
    void a_subscriber_that_comes_back_is_up_to_date_at_once() {
        SubSocket faithful = subscriber("a");
        cached(faithful);
        SubSocket fickle = subscriber("a");
        cached(fickle);
        fickle.close();
        publish(ZmqMessage.of("a", "1"));

        assertThat(cached(subscriber("a"))).containsExactly(ZmqMessage.of("a", "1"), ZmqMessage.of("a"));
        publisher.trySend(ZmqMessage.of("a", "2"));

        assertThat(next(faithful)).isEqualTo(ZmqMessage.of("a", "1"));
        assertThat(next(faithful)).isEqualTo(ZmqMessage.of("a", "2"));
    }

    @Test
    @DisplayName("nothing is cached yet: the end of the cache comes at once, and then what is published")
    void an_empty_cache_says_so() {
        SubSocket subscriber = subscriber("a");
        assertThat(cached(subscriber)).containsExactly(ZmqMessage.of("a"));

        publisher.trySend(ZmqMessage.of("a", "1"));

        assertThat(next(subscriber)).isEqualTo(ZmqMessage.of("a", "1"));
    }

    @Test
    @DisplayName("the cache is bounded: the topic that has not changed for longest is forgotten")
    void the_cache_is_bounded() {
        publish(IntStream.rangeClosed(0, MAX_TOPICS).mapToObj(i -> ZmqMessage.of("t" + i, "v")).toArray(ZmqMessage[]::new));

        assertThat(cached(subscriber("t"))).hasSize(MAX_TOPICS + 1).doesNotContain(ZmqMessage.of("t0", "v"));
    }
}
