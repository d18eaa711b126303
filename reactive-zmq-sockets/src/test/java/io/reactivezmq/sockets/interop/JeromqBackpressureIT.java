package io.reactivezmq.sockets.interop;

class JeromqBackpressureIT implements BackpressureContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.jeromq();
    }
}
