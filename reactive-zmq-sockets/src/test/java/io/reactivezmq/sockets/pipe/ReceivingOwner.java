package io.reactivezmq.sockets.pipe;

import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.ZmqMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A socket that gives what its pipes receive to an inbox, and writes down what else it is told. */
final class ReceivingOwner implements PipeOwner {

    final Inbox inbox = new Inbox();
    final List<String> told = new ArrayList<>();
    final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    boolean failsWhenDetached;

    @Override
    public boolean onMessage(Pipe pipe, ZmqMessage message) {
        return inbox.accept(pipe, message);
    }

    @Override
    public void onSubscription(Pipe pipe, boolean subscribe, byte[] topic) {
        told.add((subscribe ? "subscribe " : "cancel ") + new String(topic, StandardCharsets.UTF_8));
    }

    @Override
    public void onReadComplete(Pipe pipe) {
        inbox.endOfRead(pipe);
    }

    @Override
    public void onAttached(Pipe pipe, PeerConnection connection) {
        told.add("attached");
    }

    @Override
    public void onDetached(Pipe pipe) {
        told.add("detached");
        if (failsWhenDetached) {
            throw new IllegalStateException("a defect of the socket");
        }
    }

    @Override
    public void onWritable(Pipe pipe) {
        told.add("writable");
    }

    @Override
    public void onRoom(Pipe pipe) {
        told.add("room");
    }

    @Override
    public void dropped(DropReason reason, long messages) {
        dropped.merge(reason, messages, Long::sum);
    }
}
