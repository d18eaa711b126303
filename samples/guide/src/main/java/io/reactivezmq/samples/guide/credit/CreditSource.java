package io.reactivezmq.samples.guide.credit;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/**
 * Offers a publisher to other processes: a subscription for each peer that asks for something, and as much demand as it has asked
 * for.
 *
 * <p>A peer may ask for {@link CreditMessages#WINDOW} messages that it has not got yet, no more; so what is on its way to it is
 * bounded, and always has room. That a peer has gone is its CANCEL, which the socket itself says for it ({@code
 * routing.disconnectMessage}).
 */
final class CreditSource {

    private final RouterSocket router;
    private final int maxConsumers;
    private final Supplier<? extends Publisher<ZmqMessage>> source;
    private final Map<RoutingId, Consumer> consumers = new HashMap<>();

    /**
     * @param maxConsumers peers that may be subscribed at a time; others get an error
     * @param source a publisher for each consumer; its error is told to that consumer
     */
    CreditSource(ZmqContext zmq, int maxConsumers, Supplier<? extends Publisher<ZmqMessage>> source) {
        router = zmq.router(options -> options.routing(routing -> routing.disconnectMessage(CreditMessages.CANCEL))
                .queues(queues -> queues.sendHighWaterMark(2 * CreditMessages.WINDOW)));
        this.maxConsumers = maxConsumers;
        this.source = source;
    }

    Endpoint bind(String endpoint) {
        return router.bindNow(endpoint);
    }

    /** Works for as long as it is subscribed; then all its subscriptions are cancelled. */
    Mono<Void> run() {
        return router.messages().doOnNext(this::take).then()
                .doFinally(end -> consumers.values().forEach(Consumer::cancel));
    }

    private void take(RoutedMessage said) {
        Consumer consumer = consumers.get(said.peer());
        if (said.message().equals(CreditMessages.CANCEL)) {
            consumers.remove(said.peer());
            if (consumer != null) {
                consumer.cancel();
            }
        } else if (CreditMessages.isRequest(said.message())) {
            if (consumer == null && consumers.size() >= maxConsumers) {
                router.trySend(said.peer(),
                        CreditMessages.error("it has " + maxConsumers + " consumers already: subscribe again later"));
                return;
            }
            if (consumer == null) {
                consumer = new Consumer(said.peer());
                consumers.put(said.peer(), consumer);
                source.get().subscribe(consumer);
            }
            consumer.want(said.message().frameAsLong(1));
        }
    }

    void close() {
        router.close();
    }

    /** What one peer has asked for, and gets. */
    private final class Consumer extends BaseSubscriber<ZmqMessage> {

        private final RoutingId peer;
        private long outstanding;

        Consumer(RoutingId peer) {
            this.peer = peer;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Nothing is asked for before the peer asks.
        }

        void want(long n) {
            boolean tooMuch;
            synchronized (this) {
                tooMuch = n < 1 || n > CreditMessages.WINDOW - outstanding;
                outstanding += n;
            }
            if (tooMuch) {
                cancel();
                router.trySend(peer,
                        CreditMessages.error("ask for 1 to " + CreditMessages.WINDOW + " messages, those on their way included"));
            } else {
                request(n);
            }
        }

        @Override
        protected void hookOnNext(ZmqMessage message) {
            synchronized (this) {
                outstanding--;
            }
            router.trySend(peer, CreditMessages.next(message));
        }

        @Override
        protected void hookOnComplete() {
            router.trySend(peer, CreditMessages.COMPLETE);
        }

        @Override
        protected void hookOnError(Throwable error) {
            router.trySend(peer, CreditMessages.error(String.valueOf(error.getMessage())));
        }
    }
}
