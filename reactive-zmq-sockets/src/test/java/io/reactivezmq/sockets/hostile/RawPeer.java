package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.sockets.TcpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;

/** The other end of a connection as a plain socket: sends what it likes. Nothing waits for longer than {@link #DEADLINE_MILLIS}. */
final class RawPeer extends TcpPeer {

    static final int DEADLINE_MILLIS = 20_000;
    private static final int GREETING_SIZE = 64;

    private final SocketAddress address;

    RawPeer(Socket socket) throws IOException {
        super(socket, DEADLINE_MILLIS);
        this.address = socket.getLocalSocketAddress();
    }

    static RawPeer connectTo(Endpoint endpoint) {
        return connectTo(endpoint, 0);
    }

    /** @param receiveBuffer bytes that the operating system holds for a peer that does not read; 0 for its default */
    static RawPeer connectTo(Endpoint endpoint, int receiveBuffer) {
        try {
            return new RawPeer(dial(endpoint, receiveBuffer, DEADLINE_MILLIS));
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
        put(bytes);
        return this;
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

    RawPeer expect(byte[] bytes) {
        assertThat(Hex.of(read(bytes.length))).isEqualTo(Hex.of(bytes));
        return this;
    }

    /** FIN: nothing more comes from here, but this side still reads. */
    RawPeer halfClose() {
        finish();
        return this;
    }
}
