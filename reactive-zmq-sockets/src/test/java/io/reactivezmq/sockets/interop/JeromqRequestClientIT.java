package io.reactivezmq.sockets.interop;

class JeromqRequestClientIT implements RequestClientContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.jeromq();
    }
}
