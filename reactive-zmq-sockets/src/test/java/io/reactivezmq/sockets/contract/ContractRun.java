package io.reactivezmq.sockets.contract;

import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A context and a transport for each test. Sockets do not linger unless the test says so, and reconnect quickly. */
final class ContractRun implements BeforeEachCallback, AfterEachCallback {

    static final SocketOptions OPTIONS = SocketOptions.builder()
            .linger(Duration.ZERO)
            .reconnect(reconnect -> reconnect.interval(Duration.ofMillis(5)).maxInterval(Duration.ofMillis(20)))
            .build();

    private final Supplier<ContractTransport> transports;
    private ContractTransport transport;
    private ZmqContext zmq;

    ContractRun(Supplier<ContractTransport> transports) {
        this.transports = transports;
    }

    ZmqContext zmq() {
        return zmq;
    }

    ContractTransport transport() {
        return transport;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        transport = transports.get();
        zmq = TestContexts.builder().options(OPTIONS).build();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        zmq.close();
        transport.close();
    }
}
