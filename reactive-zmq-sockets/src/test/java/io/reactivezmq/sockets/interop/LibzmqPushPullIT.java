package io.reactivezmq.sockets.interop;

class LibzmqPushPullIT implements PushPullContract {

    @Override
    public Peer newPeer() {
        return InteropPeers.libzmq();
    }
}
