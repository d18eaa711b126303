package io.reactivezmq.sockets.connection;

import java.net.SocketAddress;

/** The address of a peer that was gone before it could be asked for. */
final class UnknownAddress extends SocketAddress {

    private static final long serialVersionUID = 1L;

    static final UnknownAddress INSTANCE = new UnknownAddress();

    private UnknownAddress() {
    }

    @Override
    public String toString() {
        return "unknown";
    }
}
