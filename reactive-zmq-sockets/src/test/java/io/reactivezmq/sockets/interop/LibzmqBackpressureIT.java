package io.reactivezmq.sockets.interop;

class LibzmqBackpressureIT implements BackpressureContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.libzmq();
    }
}
