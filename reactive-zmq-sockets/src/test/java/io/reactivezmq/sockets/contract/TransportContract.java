package io.reactivezmq.sockets.contract;

import io.reactivezmq.sockets.ZmqContext;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What keeps the contract over one transport: a context and a transport for each test. */
abstract class TransportContract implements SocketContract {

    @RegisterExtension
    private final ContractRun run;

    TransportContract(Supplier<ContractTransport> transports) {
        this.run = new ContractRun(transports);
    }

    @Override
    public final ZmqContext zmq() {
        return run.zmq();
    }

    @Override
    public final ContractTransport transport() {
        return run.transport();
    }
}
