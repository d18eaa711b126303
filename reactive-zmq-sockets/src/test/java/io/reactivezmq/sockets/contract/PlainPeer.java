package io.reactivezmq.sockets.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** A program that knows TCP and nothing else, at the other end of a STREAM socket. Nothing waits for longer than the limit. */
final class PlainPeer implements Closeable {

    private static final int LIMIT_MILLIS = (int) SocketContract.LIMIT.toMillis();

    private final Socket socket;

    private PlainPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    static PlainPeer connect(Endpoint endpoint) {
        return connect(endpoint, 0);
    }

    /** @param receiveBuffer bytes that the operating system holds for a peer that does not read; 0 for its default */
    static PlainPeer connect(Endpoint endpoint, int receiveBuffer) {
        TcpEndpoint tcp = (TcpEndpoint) endpoint;
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(tcp.host(), tcp.port()), LIMIT_MILLIS);
            return new PlainPeer(socket);
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
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] read(int size) {
        try {
            byte[] bytes = socket.getInputStream().readNBytes(size);
            assertThat(bytes).as("bytes before the end of the connection").hasSize(size);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String readText(int size) {
        return new String(read(size), US_ASCII);
    }

    /** Everything up to the other side's end. */
    byte[] readAll() {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other side has ended, whatever it sent before. */
    void expectEnd() {
        try {
            while (socket.getInputStream().read() >= 0) {
                // not of interest
            }
        } catch (SocketException reset) {
            // closed with bytes unread
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** FIN: nothing more comes from here. */
    void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RST. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
