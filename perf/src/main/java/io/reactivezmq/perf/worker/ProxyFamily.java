package io.reactivezmq.perf.worker;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.function.Function;
import org.zeromq.SocketType;

/** The sockets of a proxy, and those of its client and its worker, in both libraries. */
enum ProxyFamily {

    /** The worker gets the client's routing id as the first frame. */
    ROUTER_DEALER("router-dealer", ZmqContext::router, ZmqContext::dealer, ZmqContext::dealer, ZmqContext::dealer,
            SocketType.ROUTER, SocketType.DEALER, SocketType.DEALER, SocketType.DEALER),

    /** Both the PUB and the XPUB drop what finds no room. */
    XSUB_XPUB("xsub-xpub", ZmqContext::xsub, ZmqContext::xpub, ZmqContext::pub, PubSub::subscribedToAll,
            SocketType.XSUB, SocketType.XPUB, SocketType.PUB, SocketType.SUB);

    private final String text;
    private final Function<ZmqContext, ? extends ZmqSocket> frontend;
    private final Function<ZmqContext, ? extends ZmqSocket> backend;
    private final Function<ZmqContext, ? extends SendingSocket> client;
    private final Function<ZmqContext, ? extends ReceivingSocket> worker;
    private final SocketType jeromqFrontend;
    private final SocketType jeromqBackend;
    private final SocketType jeromqClient;
    private final SocketType jeromqWorker;

    ProxyFamily(String text, Function<ZmqContext, ? extends ZmqSocket> frontend,
            Function<ZmqContext, ? extends ZmqSocket> backend, Function<ZmqContext, ? extends SendingSocket> client,
            Function<ZmqContext, ? extends ReceivingSocket> worker, SocketType jeromqFrontend, SocketType jeromqBackend,
            SocketType jeromqClient, SocketType jeromqWorker) {
        this.text = text;
        this.frontend = frontend;
        this.backend = backend;
        this.client = client;
        this.worker = worker;
        this.jeromqFrontend = jeromqFrontend;
        this.jeromqBackend = jeromqBackend;
        this.jeromqClient = jeromqClient;
        this.jeromqWorker = jeromqWorker;
    }

    ZmqSocket frontend(ZmqContext zmq) {
        return frontend.apply(zmq);
    }

    ZmqSocket backend(ZmqContext zmq) {
        return backend.apply(zmq);
    }

    SendingSocket client(ZmqContext zmq) {
        return client.apply(zmq);
    }

    ReceivingSocket worker(ZmqContext zmq) {
        return worker.apply(zmq);
    }

    SocketType jeromqFrontend() {
        return jeromqFrontend;
    }

    SocketType jeromqBackend() {
        return jeromqBackend;
    }

    SocketType jeromqClient() {
        return jeromqClient;
    }

    SocketType jeromqWorker() {
        return jeromqWorker;
    }

    @Override
    public String toString() {
        return text;
    }
}
