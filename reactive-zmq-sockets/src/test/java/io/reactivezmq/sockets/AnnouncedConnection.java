package io.reactivezmq.sockets;

import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A connection of which nothing matters but what the peer has announced. */
record AnnouncedConnection(byte[] identity) implements PeerConnection {

    static AnnouncedConnection of(String identity) {
        return new AnnouncedConnection(identity.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public MessageMetadata metadata() {
        return MessageMetadata.empty();
    }

    @Override
    public boolean forwardsSubscriptions() {
        return true;
    }

    @Override
    public SocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("peer", 1);
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public void write(ZmqMessage message) {
    }

    @Override
    public void writeSubscription(boolean subscribe, byte[] topic) {
    }

    @Override
    public void flush() {
    }

    @Override
    public void resumeReading() {
    }

    @Override
    public void whenWritten(Runnable action) {
    }

    @Override
    public void close(@Nullable ZmqException cause) {
    }
}
