package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.error.ZmqException;
import org.jspecify.annotations.Nullable;

/** Whoever made the connection of a pipe, and acts on its end. Called on the event loop. */
@FunctionalInterface
public interface PipeConnectionListener {

    /**
     * @param cause why, or null if either side closed it in an orderly way
     * @param undelivered messages of which not every byte reached the operating system
     */
    void onConnectionClosed(@Nullable ZmqException cause, long undelivered);
}
