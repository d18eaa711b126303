package io.reactivezmq.sockets.connection;

import io.reactivezmq.codec.netty.ChannelConnection;
import io.reactivezmq.codec.netty.HandshakeListener;
import io.reactivezmq.codec.netty.TrafficReceiver;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.options.SecurityOptions;

/**
 * Lets in only who has proven himself by the security options that the socket has now: a peer may take its time over a handshake
 * that began under others.
 */
final class SameSecurity implements HandshakeListener {

    private final SecurityOptions begunUnder;
    private final ConnectionHost host;
    private final HandshakeListener listener;

    SameSecurity(SecurityOptions begunUnder, ConnectionHost host, HandshakeListener listener) {
        this.begunUnder = begunUnder;
        this.host = host;
        this.listener = listener;
    }

    @Override
    public TrafficReceiver handshakeSucceeded(ChannelConnection connection) {
        if (!host.options().security().equals(begunUnder)) {
            ZmqException outdated = new ZmqConnectionException(ErrorCode.ECONNABORTED,
                    "the socket's security options have changed during the handshake: connect again");
            listener.handshakeFailed(outdated);
            throw outdated;
        }
        return listener.handshakeSucceeded(connection);
    }

    @Override
    public void handshakeFailed(ZmqException cause) {
        listener.handshakeFailed(cause);
    }
}
