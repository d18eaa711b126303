package io.reactivezmq.sockets.interop;

class JeromqPubSubIT implements PubSubContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.jeromq();
    }
}
