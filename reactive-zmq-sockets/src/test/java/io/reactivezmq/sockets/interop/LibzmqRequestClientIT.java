package io.reactivezmq.sockets.interop;

class LibzmqRequestClientIT implements RequestClientContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.libzmq();
    }
}
