package io.reactivezmq.sockets.interop;

class JeromqPushPullIT implements PushPullContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.jeromq();
    }
}
