package io.reactivezmq.samples.guide.espresso;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.proxy.ZmqProxy;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Espresso: pub-sub through a proxy, and somebody who watches what passes.
 *
 * <p>The guide gives the proxy a third socket and a thread that reads from its other end. Here what passes is a {@code Flux}
 * ({@link ZmqProxy#captured()}), to be counted, sampled or logged with any operator; {@link #traffic} counts. Whoever watches is
 * never waited for: one that is too slow misses some, and the proxy goes on.
 */
public final class Espresso {

    /** What is counted together: subscriptions on their way to publishers, and the topics for which there is no more room. */
    static final String SUBSCRIPTIONS = "(subscriptions)";
    static final String OTHERS = "(other topics)";
    static final int MAX_TOPICS = 1000;

    private Espresso() {
    }

    /** How many messages of each topic, the first frame, have passed in each interval. */
    static Flux<Map<String, Long>> traffic(Flux<ZmqMessage> captured, Duration interval, Scheduler timer) {
        return captured.window(interval, timer).flatMap(window -> window.collect(TreeMap::new, Espresso::count));
    }

    private static void count(Map<String, Long> counts, ZmqMessage message) {
        boolean isSubscription = message.frameSize(0) > 0 && (message.frameByte(0, 0) == 0 || message.frameByte(0, 0) == 1);
        String topic = isSubscription ? SUBSCRIPTIONS : message.frameAsString(0);
        counts.merge(counts.size() < MAX_TOPICS || counts.containsKey(topic) ? topic : OTHERS, 1L, Long::sum);
    }

    /** A publisher of two topics, a subscriber of one, and what the proxy between them sees. */
    public static void main(String[] arguments) {
        try (ZmqContext zmq = ZmqContext.create()) {
            XSubSocket publishers = zmq.xsub();
            XPubSocket subscribers = zmq.xpub();
            Endpoint forPublishers = publishers.bindNow("tcp://127.0.0.1:*");
            Endpoint forSubscribers = subscribers.bindNow("tcp://127.0.0.1:*");
            ZmqProxy proxy = ZmqProxy.builder(publishers, subscribers).build();
            Flux<Map<String, Long>> traffic = traffic(proxy.captured(), Duration.ofMillis(500), Schedulers.parallel());

            SubSocket sub = zmq.sub();
            sub.subscribe("tea");
            sub.connectNow(forSubscribers);
            PubSocket pub = zmq.pub();
            pub.connectNow(forPublishers);
            Disposable publishing = pub.send(Flux.interval(Duration.ofMillis(1)).onBackpressureDrop()
                    .map(i -> ZmqMessage.of(i % 3 == 0 ? "tea" : "toast", "no. " + i))).subscribe();

            traffic.doOnSubscribe(watching -> proxy.start()).take(3).toIterable()
                    .forEach(counts -> System.out.println("in half a second: " + counts));
            publishing.dispose();
        }
    }
}
