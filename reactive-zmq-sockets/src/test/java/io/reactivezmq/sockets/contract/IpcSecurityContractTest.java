package io.reactivezmq.sockets.contract;

import io.reactivezmq.sockets.IoTransport;

class IpcSecurityContractTest extends TransportContract implements SecurityContract, RefusedRequestContract, ZapContract,
        CurveContract {

    IpcSecurityContractTest() {
        super(IpcContractTransport::new);
    }

    @Override
    public String addressPattern() {
        return zmq().io() == IoTransport.NIO ? "" : ":\\d+:\\d+:\\d+";
    }
}
