package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.endpoint.TcpEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A plain listening socket for a connecting socket of ours to meet. */
final class RawServer implements Closeable {

    private final ServerSocket server;

    RawServer() {
        this(0);
    }

    /** Listens again where another one did. */
    RawServer(int port) {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.setSoTimeout(RawPeer.DEADLINE_MILLIS);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TcpEndpoint endpoint() {
        return new TcpEndpoint("127.0.0.1", server.getLocalPort());
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next connection. */
    RawPeer accept() {
        try {
            Socket accepted = server.accept();
            return new RawPeer(accepted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
