package io.reactivezmq.sockets;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.util.Logger;
import reactor.util.Loggers;
import reactor.util.context.Context;

/**
 * Keeps what a subscriber throws from whoever emits: the subscriber is cancelled, as rule 2.13 of Reactive Streams has it, and
 * what it threw is logged.
 */
final class ContainedFlux<T> extends FluxOperator<T, T> {

    private static final Logger LOG = Loggers.getLogger(ContainedFlux.class);

    ContainedFlux(Flux<T> source) {
        super(source);
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new Contained<>(actual));
    }

    private static final class Contained<T> implements CoreSubscriber<T>, Subscription {

        private final CoreSubscriber<? super T> actual;
        private Subscription upstream = Operators.emptySubscription();
        private volatile boolean thrownOut;

        Contained(CoreSubscriber<? super T> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(T item) {
            if (!thrownOut) {
                contain(() -> actual.onNext(item));
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!thrownOut) {
                contain(() -> actual.onError(failure));
            }
        }

        @Override
        public void onComplete() {
            if (!thrownOut) {
                contain(actual::onComplete);
            }
        }

        /** Whatever it is: an error of the subscriber's own code must not end an event loop's work for others either. */
        private void contain(Runnable signal) {
            try {
                signal.run();
            } catch (Throwable thrown) {
                thrownOut = true;
                upstream.cancel();
                LOG.error("a subscriber threw and is cancelled; it has to handle its own errors", thrown);
            }
        }

        @Override
        public void request(long n) {
            upstream.request(n);
        }

        @Override
        public void cancel() {
            upstream.cancel();
        }
    }
}
