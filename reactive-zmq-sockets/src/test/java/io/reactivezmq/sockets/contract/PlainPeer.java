package io.reactivezmq.sockets.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.sockets.TcpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A program that knows TCP and nothing else, at the other end of a STREAM socket. Nothing waits for longer than the limit. */
final class PlainPeer extends TcpPeer {

    private static final int LIMIT_MILLIS = (int) SocketContract.LIMIT.toMillis();

    private PlainPeer(Socket socket) throws IOException {
        super(socket, LIMIT_MILLIS);
    }

    static PlainPeer connect(Endpoint endpoint) {
        return connect(endpoint, 0);
    }

    /** @param receiveBuffer bytes that the operating system holds for a peer that does not read; 0 for its default */
    static PlainPeer connect(Endpoint endpoint, int receiveBuffer) {
        try {
            return new PlainPeer(dial(endpoint, receiveBuffer, LIMIT_MILLIS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PlainPeer accept(ServerSocket server) {
        try {
            server.setSoTimeout(LIMIT_MILLIS);
            return new PlainPeer(server.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TcpEndpoint endpoint(ServerSocket server) {
        return new TcpEndpoint("127.0.0.1", server.getLocalPort());
    }

    PlainPeer write(String text) {
        return write(text.getBytes(US_ASCII));
    }

    PlainPeer write(byte[] bytes) {
        put(bytes);
        return this;
    }

    String readText(int size) {
        return new String(read(size), US_ASCII);
    }

    void halfClose() {
        finish();
    }
}
