package io.reactivezmq.core.spi;

import org.reactivestreams.Subscription;

/**
 * A subscription to what a socket receives that can be held up, and ended between two messages, so that whoever hands messages on
 * never has more of them in hand than the one that found no room. Any thread may call. Exported to the library's own modules only.
 */
public interface PausableSubscription extends Subscription {

    /**
     * Nothing is emitted from now on, whatever was requested, apart from what another thread is emitting just now; until
     * {@link #resume} has been called as often as this.
     */
    void pause();

    /** Goes on with what was requested before, once for each {@link #pause}. */
    void resume();

    /**
     * Ends the subscription with {@code onComplete}, behind whatever is being emitted now, also while it is paused. What was not
     * emitted is for the next subscriber.
     */
    void finish();
}
