package io.reactivezmq.sockets.interop;

class LibzmqPubSubIT implements PubSubContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.libzmq();
    }
}
