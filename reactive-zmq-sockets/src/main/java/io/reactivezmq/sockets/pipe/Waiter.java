package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.error.ZmqException;

/** Someone who waits in an {@link Outbox} for room. One thread at a time calls. */
interface Waiter {

    /** There may be room: goes on, and returns whether the wait is over. */
    boolean resume();

    /** Whether it has ended and only has to leave the line. */
    boolean isOver();

    /** It has left the line because it {@link #isOver}. */
    default void removed() {
    }

    /** There will be no room any more. */
    void fail(ZmqException cause);
}
