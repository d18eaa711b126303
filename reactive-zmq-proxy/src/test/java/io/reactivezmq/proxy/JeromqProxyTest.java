package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RouterSocket;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A proxy between JeroMQ's REQ and REP. */
class JeromqProxyTest extends ProxyFixture {

    private static final int REQUESTS = 100;

    private static ZMQ.Socket connected(ZContext context, SocketType type, Endpoint endpoint) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setReceiveTimeOut((int) LIMIT.toMillis());
        socket.connect(endpoint.toString());
        return socket;
    }

    @Test
    void requests_and_replies_pass() {
        RouterSocket frontend = zmq.router();
        DealerSocket backend = zmq.dealer();
        Endpoint clients = bind(frontend);
        Endpoint workers = bind(backend);
        start(ZmqProxy.between(frontend, backend));

        try (ZContext jeromq = new ZContext()) {
            ZMQ.Socket req = connected(jeromq, SocketType.REQ, clients);
            ZMQ.Socket rep = connected(jeromq, SocketType.REP, workers);
            for (int n = 0; n < REQUESTS; n++) {
                req.send("question " + n);
                assertThat(rep.recvStr()).isEqualTo("question " + n);
                rep.send("answer " + n);
                assertThat(req.recvStr()).isEqualTo("answer " + n);
            }
        }
    }
}
