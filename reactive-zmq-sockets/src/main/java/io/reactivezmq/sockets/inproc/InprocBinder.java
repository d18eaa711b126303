package io.reactivezmq.sockets.inproc;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.InprocEndpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.event.BindFailed;
import io.reactivezmq.core.event.Closed;
import io.reactivezmq.core.event.Listening;
import io.reactivezmq.sockets.connection.ConnectionHost;
import io.reactivezmq.sockets.connection.Link;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** A name that a socket is bound to. Giving it up only means that nobody new finds it: who is connected stays so. */
public final class InprocBinder implements Link {

    private final InprocEndpoint endpoint;
    private final InprocNames names;
    private final ConnectionHost host;

    public InprocBinder(InprocEndpoint endpoint, InprocNames names, ConnectionHost host) {
        this.endpoint = endpoint;
        this.names = names;
        this.host = host;
    }

    /** Takes the name; fails with a {@code ZmqEndpointException} (EADDRINUSE). */
    public Mono<Endpoint> bind() {
        return Mono.fromCallable(() -> {
            List<InprocConnector> waiting = names.bind(endpoint.name(), this);
            if (waiting == null) {
                ZmqEndpointException taken = new ZmqEndpointException(ZmqEndpointException.Reason.ADDRESS_IN_USE,
                        endpoint.toString(), "another socket of this context is bound to the name");
                host.emit(new BindFailed(endpoint, taken));
                throw taken;
            }
            host.emit(new Listening(endpoint));
            waiting.forEach(InprocConnector::connect);
            return endpoint;
        });
    }

    ConnectionHost host() {
        return host;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Role role() {
        return Role.BOUND;
    }

    @Override
    public Mono<Void> close(Duration linger) {
        return Mono.fromRunnable(() -> {
            names.unbind(endpoint.name(), this);
            host.emit(new Closed(endpoint));
        });
    }
}
