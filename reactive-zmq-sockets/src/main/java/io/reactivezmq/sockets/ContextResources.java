package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.IpcEndpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.sockets.connection.Transport;
import io.reactivezmq.sockets.inproc.InprocNames;
import io.reactivezmq.sockets.transport.IpcTransport;
import io.reactivezmq.sockets.transport.TcpTransport;
import io.reactivezmq.sockets.zap.ZapClient;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What the sockets of one context share: event loops, a thread for handshakes, transports, and the list of open sockets. */
final class ContextResources {

    private final IoLoops loops;
    private final Transport tcp;
    private final InprocNames inproc = new InprocNames();
    private final ZapClient zap = new ZapClient(inproc);
    private final IpcTransport ipc;
    private final Scheduler handshakes = Schedulers.newSingle("reactive-zmq-handshake", true);
    private final Set<SocketCore> sockets = ConcurrentHashMap.newKeySet();

    ContextResources(IoLoops loops) {
        this.loops = loops;
        this.tcp = new TcpTransport(loops, NettyStack.kernelOptions(loops.io()), NettyStack.zeroCopyThreshold(loops.io()),
                NettyStack::prepare);
        this.ipc = new IpcTransport(() -> loops.forIpc().unixSockets());
    }

    IoLoops loops() {
        return loops;
    }

    InprocNames inproc() {
        return inproc;
    }

    /** A thread of its own, started with the first of them. */
    Executor handshakeExecutor() {
        return handshakes::schedule;
    }

    /** Ends what only connections need that are not there any more. */
    void closeHandshakes() {
        handshakes.dispose();
    }

    ZapClient zap() {
        return zap;
    }

    Transport transport(Endpoint endpoint) {
        if (endpoint instanceof TcpEndpoint) {
            return tcp;
        }
        if (endpoint instanceof IpcEndpoint path) {
            ipc.requireUsable(path);
            return ipc;
        }
        throw new ZmqEndpointException(ZmqEndpointException.Reason.UNSUPPORTED_TRANSPORT, endpoint.toString(),
                "the transport " + endpoint.transport() + " is not available in this version; use tcp, ipc or inproc");
    }

    /** The loop for connections of a socket to this endpoint: its own, wherever that can do the transport. */
    EventLoop loop(Endpoint endpoint, EventLoop home) {
        return endpoint instanceof IpcEndpoint && loops.forIpc() != loops ? loops.forIpc().next() : home;
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
