package io.reactivezmq.proxy;

import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.ZmqSocket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link SteerableProxy} is made of. Not thread-safe. */
public final class SteerableProxyBuilder {

    private final ZmqSocket frontend;
    private final ZmqSocket backend;
    private final ZmqProxyBuilder proxy;
    private @Nullable ZmqSocket control;

    SteerableProxyBuilder(ZmqSocket frontend, ZmqSocket backend) {
        this.frontend = frontend;
        this.backend = backend;
        this.proxy = new ZmqProxyBuilder(frontend, backend);
    }

    /** As {@link ZmqProxyBuilder#capture(SendingSocket)}. */
    public SteerableProxyBuilder capture(SendingSocket socket) {
        proxy.capture(socket);
        return this;
    }

    /** As {@link ZmqProxyBuilder#capture(SendingSocket, CaptureMode)}. */
    public SteerableProxyBuilder capture(SendingSocket socket, CaptureMode whenFull) {
        proxy.capture(socket, whenFull);
        return this;
    }

    /**
     * Takes commands from this socket while the proxy runs, as {@link SteerableProxy} describes.
     *
     * @param socket a REP, PAIR, DEALER, PULL or SUB that is neither side; the proxy does not close it, and goes on when it is closed
     * @throws io.reactivezmq.core.error.ZmqOptionException (EINVAL) for any other
     */
    public SteerableProxyBuilder control(ZmqSocket socket) {
        ProxyPair.requireControl(frontend, backend, Objects.requireNonNull(socket, "socket"));
        control = socket;
        return this;
    }

    /** The proxy; it does nothing before {@link SteerableProxy#run} is subscribed to. */
    public SteerableProxy build() {
        return new SteerableProxy(proxy.core(), control);
    }
}
