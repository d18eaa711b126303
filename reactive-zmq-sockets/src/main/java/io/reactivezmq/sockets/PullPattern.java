package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Inbox;
import io.reactivezmq.sockets.pipe.Pipe;

/** One whole message of each peer in turn (RFC 30, libzmq's fq.cpp). */
final class PullPattern extends Pattern {

    private final Inbox inbox = new Inbox();

    PullPattern(SocketSetup setup) {
        super(setup.drops());
    }

    Inbox inbox() {
        return inbox;
    }

    @Override
    public boolean onMessage(Pipe pipe, ZmqMessage message) {
        return inbox.accept(pipe, message);
    }

    @Override
    public void onReadComplete(Pipe pipe) {
        inbox.endOfRead(pipe);
    }

    @Override
    void close() {
        inbox.close();
    }
}
