package io.reactivezmq.sockets.contract;


class TcpSecurityContractTest extends TransportContract implements SecurityContract, RefusedRequestContract, ZapContract,
        CurveContract {

    TcpSecurityContractTest() {
        super(TcpContractTransport::new);
    }

    @Override
    public String addressPattern() {
        return "127\\.0\\.0\\.1";
    }
}
