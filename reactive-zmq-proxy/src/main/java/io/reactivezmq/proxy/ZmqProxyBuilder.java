package io.reactivezmq.proxy;

import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.ZmqSocket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link ZmqProxy} is made of. Not thread-safe; may build several proxies, one after the other, for the same sockets. */
public final class ZmqProxyBuilder {

    private final ZmqSocket frontend;
    private final ZmqSocket backend;
    private @Nullable SendingSocket capture;
    private CaptureMode mode = CaptureMode.DROP;

    ZmqProxyBuilder(ZmqSocket frontend, ZmqSocket backend) {
        ProxyPair.requireLegal(frontend, backend);
        this.frontend = frontend;
        this.backend = backend;
    }

    /**
     * Sends a copy of each message, of both directions, to this socket too; what it has no room for is dropped and counted, so it
     * never stalls the proxy.
     *
     * @param socket a PUB, XPUB, PUSH, DEALER or PAIR that is neither side; the proxy does not close it, and goes on when it is closed
     * @throws io.reactivezmq.core.error.ZmqOptionException (EINVAL) for any other
     */
    public ZmqProxyBuilder capture(SendingSocket socket) {
        return capture(socket, CaptureMode.DROP);
    }

    /** As {@link #capture(SendingSocket)}; the mode says what happens while the socket has no room. */
    public ZmqProxyBuilder capture(SendingSocket socket, CaptureMode whenFull) {
        ProxyPair.requireCapture(frontend, backend, Objects.requireNonNull(socket, "socket"));
        capture = socket;
        mode = Objects.requireNonNull(whenFull, "whenFull");
        return this;
    }

    /** The proxy; it does nothing before {@link ZmqProxy#run} is subscribed to. */
    public ZmqProxy build() {
        return new ZmqProxy(core());
    }

    ProxyCore core() {
        return new ProxyCore(frontend, backend, capture == null ? null : new Capture(capture, mode));
    }
}
