package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Inbox;
import io.reactivezmq.sockets.pipe.Pipe;

/** Round robin out as PUSH, fair queueing in as PULL (RFC 28, libzmq's dealer.cpp). */
class DealerPattern extends PushPattern {

    private final Inbox inbox = new Inbox();

    DealerPattern(SocketSetup setup) {
        super(setup);
    }

    final Inbox inbox() {
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
        super.close();
        inbox.close();
    }
}
