package io.reactivezmq.sockets;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.IpcEndpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Stands in front of a bound socket, lets one connection through, and tells the size of every ZMTP frame that passes. A size
 * shows what a heartbeat is, sealed or not, and that it came by the wire. A second connection would get no answer, so what
 * still works in the end worked without a reconnect.
 */
public final class Wiretap implements AutoCloseable {

    private static final int GREETING = 64;
    private static final int LARGEST_FRAME = 1 << 16;
    /** The flag of a frame whose length has eight bytes. */
    private static final int LONG = 0x02;

    private final ServerSocketChannel server;
    private final SocketAddress bound;
    private final Endpoint endpoint;
    private final List<SocketChannel> ends = new ArrayList<>();
    private final Sinks.Many<Integer> toBound = Sinks.many().replay().all();
    private final Sinks.Many<Integer> fromBound = Sinks.many().replay().all();

    private Wiretap(Endpoint behind) throws IOException {
        if (behind instanceof IpcEndpoint ipc) {
            Path path = Path.of(ipc.path() + ".tap");
            bound = UnixDomainSocketAddress.of(ipc.path());
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path), 1);
            endpoint = new IpcEndpoint(path.toString());
        } else {
            TcpEndpoint tcp = (TcpEndpoint) behind;
            bound = new InetSocketAddress(tcp.host(), tcp.port());
            server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            endpoint = new TcpEndpoint("127.0.0.1", ((InetSocketAddress) server.getLocalAddress()).getPort());
        }
        start("wiretap", this::letThrough);
    }

    /** @param bound what a socket is bound to over tcp or ipc */
    public static Wiretap before(Endpoint bound) {
        try {
            return new Wiretap(bound);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What to connect to. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The body sizes of all frames behind the greeting, handshake included, that went to the bound socket. */
    public Flux<Integer> framesToBound() {
        return toBound.asFlux();
    }

    /** The body sizes of all frames behind the greeting, handshake included, that came from the bound socket. */
    public Flux<Integer> framesFromBound() {
        return fromBound.asFlux();
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void letThrough() {
        try {
            SocketChannel connecting = keep(server.accept());
            SocketChannel other = keep(SocketChannel.open(bound));
            start("wiretap-to-bound", () -> pass(connecting, other, toBound));
            start("wiretap-from-bound", () -> pass(other, connecting, fromBound));
        } catch (IOException failed) {
            toBound.tryEmitError(failed);
            fromBound.tryEmitError(failed);
        }
    }

    private void pass(SocketChannel from, SocketChannel to, Sinks.Many<Integer> sizes) {
        ByteBuffer seen = ByteBuffer.allocate(LARGEST_FRAME);
        boolean greeted = false;
        try (from; to) {
            int before = 0;
            while (from.read(seen) >= 0) {
                ByteBuffer news = seen.duplicate().flip().position(before);
                while (news.hasRemaining()) {
                    to.write(news);
                }
                seen.flip();
                if (!greeted && seen.limit() >= GREETING) {
                    greeted = true;
                    seen.position(GREETING);
                }
                while (greeted && isFrame(seen)) {
                    sizes.tryEmitNext(skipFrame(seen));
                }
                seen.compact();
                before = seen.position();
                if (!seen.hasRemaining()) {
                    throw new IOException("a frame of more than " + LARGEST_FRAME + " bytes");
                }
            }
            sizes.tryEmitComplete();
        } catch (IOException over) {
            sizes.tryEmitError(over);
        }
    }

    /** Whether a whole frame is there. */
    private static boolean isFrame(ByteBuffer seen) {
        int start = seen.position();
        boolean isLong = seen.hasRemaining() && (seen.get(start) & LONG) != 0;
        int header = isLong ? 1 + Long.BYTES : 2;
        return seen.remaining() >= header
                && seen.remaining() - header >= (isLong ? seen.getLong(start + 1) : seen.get(start + 1) & 0xFF);
    }

    /** The size of its body. */
    private static int skipFrame(ByteBuffer seen) {
        int size = (seen.get() & LONG) != 0 ? (int) seen.getLong() : seen.get() & 0xFF;
        seen.position(seen.position() + size);
        return size;
    }

    private synchronized SocketChannel keep(SocketChannel end) throws IOException {
        ends.add(end);
        if (!server.isOpen()) {
            end.close();
        }
        return end;
    }

    @Override
    public synchronized void close() {
        try {
            server.close();
            for (SocketChannel end : ends) {
                end.close();
            }
            if (endpoint instanceof IpcEndpoint ipc) {
                Files.delete(Path.of(ipc.path()));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
