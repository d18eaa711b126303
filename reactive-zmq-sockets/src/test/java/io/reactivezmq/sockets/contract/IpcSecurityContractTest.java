package io.reactivezmq.sockets.contract;

import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.ZmqContext;
import org.junit.jupiter.api.extension.RegisterExtension;

class IpcSecurityContractTest implements SecurityContract, ZapContract, CurveContract {

    @RegisterExtension
    private final ContractRun run = new ContractRun(IpcContractTransport::new);

    @Override
    public ZmqContext zmq() {
        return run.zmq();
    }

    @Override
    public ContractTransport transport() {
        return run.transport();
    }

    @Override
    public String addressPattern() {
        return zmq().io() == IoTransport.NIO ? "" : ":\\d+:\\d+:\\d+";
    }
}
