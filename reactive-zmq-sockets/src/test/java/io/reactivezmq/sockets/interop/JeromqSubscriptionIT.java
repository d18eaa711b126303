package io.reactivezmq.sockets.interop;

class JeromqSubscriptionIT implements SubscriptionContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.jeromq();
    }

    @Override
    public String version() {
        return "3.0";
    }
}
