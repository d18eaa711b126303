package io.reactivezmq.sockets.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Listens on loopback, accepts nobody, and has its backlog full: who connects now gets no answer. */
final class DeafListener implements Closeable {

    private static final int MOST = 100;

    private final List<Socket> waiting = new ArrayList<>();
    private final ServerSocket listener;

    DeafListener() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        while (waiting.size() < MOST) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        close();
        abort("this operating system answers for a listener whose backlog is full");
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        listener.close();
    }
}
