package io.reactivezmq.sockets;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.sockets.connection.Transport;
import io.reactivezmq.sockets.inproc.InprocNames;
import io.reactivezmq.sockets.transport.TcpTransport;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the sockets of one context share: event loops, transports, and the list of open sockets. */
final class ContextResources {

    private final IoLoops loops;
    private final Transport tcp;
    private final InprocNames inproc = new InprocNames();
    private final Set<SocketCore> sockets = ConcurrentHashMap.newKeySet();

    ContextResources(IoLoops loops) {
        this.loops = loops;
        this.tcp = new TcpTransport(loops);
    }

    IoLoops loops() {
        return loops;
    }

    InprocNames inproc() {
        return inproc;
    }

    Transport transport(Endpoint endpoint) {
        if (endpoint instanceof TcpEndpoint) {
            return tcp;
        }
        throw new ZmqEndpointException(ZmqEndpointException.Reason.UNSUPPORTED_TRANSPORT, endpoint.toString(),
                "the transport " + endpoint.transport() + " is not available in this version; use tcp");
    }

    void add(SocketCore socket) {
        sockets.add(socket);
    }

    void forget(SocketCore socket) {
        sockets.remove(socket);
    }

    List<SocketCore> openSockets() {
        return List.copyOf(sockets);
    }
}
