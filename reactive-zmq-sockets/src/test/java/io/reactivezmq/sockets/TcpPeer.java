package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** The other end of a connection as a plain TCP socket of the JDK. Nothing waits for longer than the limit that it is given. */
public abstract class TcpPeer implements Closeable {

    protected final Socket socket;

    protected TcpPeer(Socket socket, int limitMillis) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(limitMillis);
        socket.setTcpNoDelay(true);
    }

    /** @param receiveBuffer bytes that the operating system holds for a peer that does not read; 0 for its default */
    protected static Socket dial(Endpoint endpoint, int receiveBuffer, int limitMillis) throws IOException {
        TcpEndpoint tcp = (TcpEndpoint) endpoint;
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(tcp.host(), tcp.port()), limitMillis);
        return socket;
    }

    /** One write. */
    protected final void put(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public final byte[] read(int size) {
        try {
            byte[] bytes = socket.getInputStream().readNBytes(size);
            assertThat(bytes).as("bytes before the end of the connection").hasSize(size);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other side closes; everything that it sent before is returned. */
    public final byte[] expectClosed() {
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

    /** FIN: nothing more comes from here, but this side still reads. */
    protected final void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RST. */
    public final void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
