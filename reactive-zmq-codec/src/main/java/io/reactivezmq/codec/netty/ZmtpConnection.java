package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.reactivezmq.codec.engine.ZmtpPeer;
import io.reactivezmq.codec.wire.CancelCommand;
import io.reactivezmq.codec.wire.MessageEncoder;
import io.reactivezmq.codec.wire.SubscribeCommand;
import io.reactivezmq.codec.wire.TrafficEncoder;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that speaks ZMTP: its messages are framed, and among them go commands. */
public final class ZmtpConnection extends ChannelConnection {

    private final ZmtpPeer peer;
    private final MessageMetadata metadata;
    private final PendingHeartbeats heartbeats = new PendingHeartbeats();
    private final TrafficEncoder encoder;

    ZmtpConnection(Channel channel, ZmtpPeer peer, TrafficEncoder encoder, int maxBatchSize, Runnable resumeReading,
            Runnable closeRequested) {
        super(channel, encoder, maxBatchSize, resumeReading, closeRequested);
        this.peer = peer;
        this.metadata = ConnectionMetadata.of(PeerAddress.of(channel), peer.authenticated(), peer.metadata());
        this.encoder = encoder;
    }

    /** What the peer announced. */
    public ZmtpPeer peer() {
        return peer;
    }

    @Override
    public @Nullable SocketType peerType() {
        return peer.socketType();
    }

    @Override
    public String protocol() {
        return peer.version().number();
    }

    @Override
    public byte[] identity() {
        return peer.identity();
    }

    @Override
    public MessageMetadata metadata() {
        return metadata;
    }

    @Override
    public boolean forwardsSubscriptions() {
        return peer.forwardsSubscriptions();
    }

    /**
     * Tells the peer that a topic is wanted or no longer wanted, in the form that its version understands; only while
     * {@link #isWritable()}.
     */
    @Override
    public void writeSubscription(boolean subscribe, byte[] topic) {
        try {
            encodeSubscription(subscribe, topic);
        } catch (OutOfMemoryError exhausted) {
            outOfMemory(exhausted);
        } catch (ZmqProtocolException exhausted) {
            close(exhausted); // as for a message
        }
    }

    private void encodeSubscription(boolean subscribe, byte[] topic) {
        if (!peer.understandsSubscriptionCommands()) {
            ZmqMessage message = legacySubscription(subscribe, topic);
            encoder.encode(message, reserve((int) encoder.encodedSize(message) + MessageEncoder.MAX_HEADER_SIZE));
        } else if (subscribe) {
            encodeCommand(SubscribeCommand.encodedSize(topic.length), out -> SubscribeCommand.encode(out, topic));
        } else {
            encodeCommand(CancelCommand.encodedSize(topic.length), out -> CancelCommand.encode(out, topic));
        }
    }

    private void encodeCommand(int plainSize, Consumer<ByteBuf> plain) {
        encoder.encodeCommand(plain, reserve(encoder.commandSize(plainSize)));
    }

    /** To a peer of ZMTP 3.0 or older a subscription is a message: 01 or 00, then the topic (RFC 23). */
    private static ZmqMessage legacySubscription(boolean subscribe, byte[] topic) {
        byte[] frame = new byte[topic.length + 1];
        frame[0] = (byte) (subscribe ? 1 : 0);
        System.arraycopy(topic, 0, frame, 1, topic.length);
        return ZmqMessage.wrap(frame);
    }

    /** The answer to the newest PING; an unsent answer to an older one is replaced, so a flood of PINGs costs no memory. */
    void pong(byte[] context) {
        heartbeats.pong(context);
    }

    /** Sends a PING, at the latest when the channel takes it. */
    void ping(int ttlDeciseconds) {
        heartbeats.ping(ttlDeciseconds);
        try {
            writeHeartbeats();
        } catch (OutOfMemoryError exhausted) {
            outOfMemory(exhausted);
        }
    }

    void writeHeartbeats() {
        if (!heartbeats.isEmpty() && isWritable()) {
            heartbeats.encode(this::encodeCommand);
            flush();
        }
    }

    /** Heartbeats that waited go out behind the message. */
    @Override
    boolean becameWritable() {
        super.becameWritable();
        writeHeartbeats();
        return isWritable();
    }
}
