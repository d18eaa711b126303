package io.reactivezmq.samples.cli;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.sockets.ZmqContext;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The sockets of one proxy, each of which goes by the option that it was given with. */
final class ProxySockets {

    private final ZmqContext zmq;
    private final ProxyOptions options;
    private final Console console;
    private final Sinks.One<String> refusal = Sinks.one();

    ProxySockets(ZmqContext zmq, ProxyOptions options, Console console) {
        this.zmq = zmq;
        this.options = options;
        this.console = console;
    }

    ZmqSocket open(ProxySide side, String option) {
        ZmqSocket socket = side.open(zmq, options.of(side));
        socket.events().ofType(ConnectStopped.class)
                .filter(stopped -> stopped.cause() instanceof ZmqSecurityException)
                .subscribe(stopped -> refusal.tryEmitValue(option + ": " + stopped.endpoint()
                        + " refused this client: " + stopped.cause().getMessage() + ". Check user, password or keys"));
        return socket;
    }

    void attach(ProxySide side, ZmqSocket socket, String option) {
        Endpoint real = side.attach(socket, option);
        if (real != null) {
            console.line("bound " + real + " (" + option + ")");
        }
    }

    /** Why a proxy cannot work, when a peer does not want one of its sockets: there is no other peer for that one. */
    Mono<String> refusal() {
        return refusal.asMono();
    }
}
