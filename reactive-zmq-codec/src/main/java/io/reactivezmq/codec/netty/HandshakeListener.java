package io.reactivezmq.codec.netty;

import io.reactivezmq.core.error.ZmqException;

/**
 * Hears how a handshake ended, or that a connection without one has begun. For every channel that became active exactly one of the two is called, once, on the
 * channel's event loop.
 */
public interface HandshakeListener {

    /**
     * The peer is known and traffic may begin.
     *
     * @return where its messages go
     */
    TrafficReceiver handshakeSucceeded(ChannelConnection connection);

    /**
     * There will be no connection; the channel is closed behind this call.
     *
     * @param cause a protocol exception if the peer is to blame, a timeout exception if it was too slow, a connection
     *     exception if the transport ended
     */
    void handshakeFailed(ZmqException cause);
}
