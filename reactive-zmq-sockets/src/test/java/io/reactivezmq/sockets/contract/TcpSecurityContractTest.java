package io.reactivezmq.sockets.contract;

import io.reactivezmq.sockets.ZmqContext;
import org.junit.jupiter.api.extension.RegisterExtension;

class TcpSecurityContractTest implements SecurityContract, ZapContract, CurveContract {

    @RegisterExtension
    private final ContractRun run = new ContractRun(TcpContractTransport::new);

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
        return "127\\.0\\.0\\.1";
    }
}
