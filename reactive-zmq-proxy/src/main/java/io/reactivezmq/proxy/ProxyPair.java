package io.reactivezmq.proxy;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.ZmqOptionException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Which sockets a proxy can be made of. */
final class ProxyPair {

    private static final Set<SocketType> CAPTURES =
            EnumSet.of(SocketType.PUB, SocketType.XPUB, SocketType.PUSH, SocketType.DEALER, SocketType.PAIR);
    private static final Set<SocketType> CONTROLS =
            EnumSet.of(SocketType.REP, SocketType.PAIR, SocketType.DEALER, SocketType.PULL, SocketType.SUB);

    private ProxyPair() {
    }

    /** Throws {@link ZmqOptionException} (EINVAL) unless messages can go from one of the two to the other. */
    static void requireLegal(ZmqSocket frontend, ZmqSocket backend) {
        requireWholeMessages("frontend", Objects.requireNonNull(frontend, "frontend"));
        requireWholeMessages("backend", Objects.requireNonNull(backend, "backend"));
        if (!forwards(frontend, backend) && !forwards(backend, frontend)) {
            throw new ZmqOptionException("backend", frontend == backend ? "the " + frontend.type() + " frontend itself"
                    : backend.type() + " behind a " + frontend.type() + " frontend",
                    "a socket that sends what the frontend receives, or receives what it sends, such as in XSUB and XPUB,"
                            + " ROUTER and DEALER, PULL and PUSH");
        }
    }

    private static boolean forwards(ZmqSocket from, ZmqSocket to) {
        return from instanceof ReceivingSocket && to instanceof SendingSocket;
    }

    /** REQ and REP answer what they were asked and take the envelopes off, so nothing can go through them. */
    private static void requireWholeMessages(String side, ZmqSocket socket) {
        if (socket.type() == SocketType.REQ) {
            throw new ZmqOptionException(side, "REQ", "DEALER, which REP and ROUTER peers cannot tell from it and which keeps envelopes");
        }
        if (socket.type() == SocketType.REP) {
            throw new ZmqOptionException(side, "REP", "ROUTER, which serves the same REQ and DEALER peers and keeps envelopes");
        }
    }

    /** Throws {@link ZmqOptionException} (EINVAL) for a socket that cannot take copies as they are. */
    static void requireCapture(ZmqSocket frontend, ZmqSocket backend, ZmqSocket capture) {
        if (!CAPTURES.contains(capture.type())) {
            throw new ZmqOptionException("capture", capture.type().toString(), "one of " + CAPTURES);
        }
        requireThird("capture", frontend, backend, capture);
    }

    /** Throws {@link ZmqOptionException} (EINVAL) for a socket that cannot take commands. */
    static void requireControl(ZmqSocket frontend, ZmqSocket backend, ZmqSocket control) {
        if (!CONTROLS.contains(control.type())) {
            throw new ZmqOptionException("control", control.type().toString(), "one of " + CONTROLS);
        }
        requireThird("control", frontend, backend, control);
    }

    private static void requireThird(String role, ZmqSocket frontend, ZmqSocket backend, ZmqSocket socket) {
        if (socket == frontend || socket == backend) {
            throw new ZmqOptionException(role, "a side of the proxy", "a socket of its own");
        }
    }
}
