package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** The other end of a connection as a plain socket: sends what it likes. Nothing waits for longer than {@link #DEADLINE_MILLIS}. */
final class RawPeer implements Closeable {

    static final int DEADLINE_MILLIS = 20_000;
    private static final int GREETING_SIZE = 64;

    private final Socket socket;
    private final SocketAddress address;

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.address = socket.getLocalSocketAddress();
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    static RawPeer connectTo(Endpoint endpoint) {
        return connectTo(endpoint, 0);
    }

    /** @param receiveBuffer bytes that the operating system holds for a peer that does not read; 0 for its default */
    static RawPeer connectTo(Endpoint endpoint, int receiveBuffer) {
        TcpEndpoint tcp = (TcpEndpoint) endpoint;
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(tcp.host(), tcp.port()), DEADLINE_MILLIS);
            return new RawPeer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This peer's address, as events name it; also when it is closed. */
    SocketAddress address() {
        return address;
    }

    // ---- sending

    RawPeer send(String... hex) {
        return send(Hex.bytes(hex));
    }

    /** One write. */
    RawPeer send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #send(byte[])}, for one who is thrown out meanwhile. */
    RawPeer sendAsLongAsItIsTaken(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException thrownOut) {
            // that is what the test is about
        }
        return this;
    }

    /** Greets as ZMTP 3.1 with NULL and takes the other side's greeting. */
    RawPeer greet() {
        return greet(1);
    }

    RawPeer greet(int minor) {
        send(greeting(minor, "NULL"));
        read(GREETING_SIZE);
        return this;
    }

    /** A complete handshake as a socket of this type. */
    RawPeer handshake(String socketType) {
        return handshake(1, socketType);
    }

    RawPeer handshake(int minor, String socketType) {
        greet(minor).send(ready(socketType));
        byte[] header = read(2);
        read(header[1]);
        return this;
    }

    // ---- receiving

    byte[] read(int size) {
        try {
            byte[] bytes = socket.getInputStream().readNBytes(size);
            assertThat(bytes).as("bytes before the end of the connection").hasSize(size);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawPeer expect(byte[] bytes) {
        assertThat(Hex.of(read(bytes.length))).isEqualTo(Hex.of(bytes));
        return this;
    }

    /** The other side closes; everything that it sent before is returned. */
    byte[] expectClosed() {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            int octet;
            while ((octet = in.read()) >= 0) {
                before.write(octet);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the connection is still open", open);
        } catch (SocketException reset) {
            // closed with bytes unread, which TCP tells with a reset
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return before.toByteArray();
    }

    // ---- ending

    /** FIN: nothing more comes from here, but this side still reads. */
    RawPeer halfClose() {
        try {
            socket.shutdownOutput();
            return this;
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
