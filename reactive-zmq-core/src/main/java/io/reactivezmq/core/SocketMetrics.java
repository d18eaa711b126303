package io.reactivezmq.core;

/**
 * Told of every socket of a context, so that its numbers can be shown somewhere; given to the context's builder.
 *
 * <p>What it does with a socket is {@link ZmqSocket#statistics()} whenever somebody looks, and
 * {@link ZmqSocket#onDispose()} to forget it. It is never called for a message.
 */
@FunctionalInterface
public interface SocketMetrics {

    /**
     * A socket has been opened and is not bound or connected yet. Called by the thread that opens it; must not block. What it
     * throws is thrown to whoever opens the socket, which is closed then.
     */
    void opened(ZmqSocket socket);
}
