package io.reactivezmq.sockets.pipe;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.Logger;
import reactor.util.Loggers;
import reactor.util.context.Context;

/**
 * Keeps what a subscriber throws from whoever signals: an event loop, a turn that others wait for, the end of a socket. One that
 * throws at an element is cancelled, as rule 2.13 of Reactive Streams has it. What it threw, whatever it is, goes to Reactor's
 * {@code onErrorDropped}: an error of the subscriber's own code must not end an event loop's work for others either.
 */
public final class Contained<T> implements CoreSubscriber<T> {

    private static final Logger LOG = Loggers.getLogger(Contained.class);

    private final CoreSubscriber<? super T> actual;
    private @Nullable Subscription upstream;
    private volatile boolean thrownOut;

    public Contained(CoreSubscriber<? super T> actual) {
        this.actual = actual;
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        actual.onSubscribe(subscription);
    }

    @Override
    public void onNext(T element) {
        if (thrownOut) {
            return;
        }
        try {
            actual.onNext(element);
        } catch (Throwable thrown) {
            thrownOut = true;
            Subscription source = upstream;
            if (source != null) {
                source.cancel();
            }
            drop(thrown, currentContext());
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (thrownOut) {
            return;
        }
        try {
            actual.onError(failure);
        } catch (Throwable thrown) {
            drop(thrown, currentContext());
        }
    }

    @Override
    public void onComplete() {
        if (thrownOut) {
            return;
        }
        try {
            actual.onComplete();
        } catch (Throwable thrown) {
            drop(thrown, currentContext());
        }
    }

    /** Tells Reactor of an error that nobody else is told of; an {@code onErrorDropped} of the application may throw, too. */
    static void drop(Throwable thrown, Context context) {
        try {
            Operators.onErrorDropped(thrown, context);
        } catch (Throwable again) {
            LOG.error("a subscriber threw " + thrown + ", and so did onErrorDropped when it was told", again);
        }
    }
}
