package io.reactivezmq.codec.netty;

import io.netty.channel.Channel;
import io.reactivezmq.codec.wire.MessageEncoder;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.MessageMetadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection that carries the bytes of messages and nothing else. The peer announces nothing and knows no commands. */
final class RawConnection extends ChannelConnection {

    private static final String PROTOCOL = "raw";
    private static final byte[] NO_IDENTITY = new byte[0];

    private final MessageMetadata metadata;

    RawConnection(Channel channel, int maxBatchSize, Runnable resumeReading, Runnable closeRequested) {
        super(channel, MessageEncoder.unframed(), maxBatchSize, resumeReading, closeRequested);
        this.metadata = ConnectionMetadata.of(PeerAddress.of(channel), MessageMetadata.empty(), Map.of());
    }

    @Override
    public @Nullable SocketType peerType() {
        return null;
    }

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public byte[] identity() {
        return NO_IDENTITY;
    }

    @Override
    public MessageMetadata metadata() {
        return metadata;
    }

    @Override
    public boolean forwardsSubscriptions() {
        return false;
    }

    @Override
    public void writeSubscription(boolean subscribe, byte[] topic) {
        throw new IllegalStateException("a raw connection has no subscriptions");
    }
}
