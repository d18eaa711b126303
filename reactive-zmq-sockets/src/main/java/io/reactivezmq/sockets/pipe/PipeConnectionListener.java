package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.error.ZmqException;
import org.jspecify.annotations.Nullable;

/** Whoever made the connection of a pipe, and acts on its end. Called on the event loop. */
@FunctionalInterface
public interface PipeConnectionListener {

    /** The peer has closed the connection, which lasts until what came before has been taken; perhaps more than once. */
    default void onPeerGone() {
    }

    /**
     * @param cause why, or null if either side closed it in an orderly way
     * @param undelivered messages of which not every byte reached the operating system
     */
    void onConnectionClosed(@Nullable ZmqException cause, long undelivered);
}
