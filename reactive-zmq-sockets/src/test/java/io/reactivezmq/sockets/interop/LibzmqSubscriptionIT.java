package io.reactivezmq.sockets.interop;

class LibzmqSubscriptionIT implements SubscriptionContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.libzmq();
    }

    @Override
    public String version() {
        return "3.1";
    }
}
