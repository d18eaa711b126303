package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.core.spi.FrameAccess;

/** A connection without protocol: what one read brought is one message of one frame. */
final class RawTrafficHandler extends TrafficHandler {

    static final String NAME = "raw-traffic";

    private static final FrameAccess ACCESS = FrameAccess.get();

    private final RawConnection connection;
    private final TrafficReceiver receiver;

    private RawTrafficHandler(Channel channel, int batchSize, HandshakeListener listener) {
        super(channel);
        this.connection = new RawConnection(channel, batchSize, this::resumeReading, this::closeRequested);
        this.receiver = listener.handshakeSucceeded(connection);
    }

    /** Introduces the connection to the socket and takes the place of the handler that waited for it. */
    static void install(ChannelHandlerContext opening, int batchSize, HandshakeListener listener) {
        RawTrafficHandler traffic = new RawTrafficHandler(opening.channel(), batchSize, listener);
        opening.pipeline().replace(opening.handler(), NAME, traffic);
    }

    @Override
    ChannelConnection connection() {
        return connection;
    }

    @Override
    TrafficReceiver receiver() {
        return receiver;
    }

    /** An array of its own size: the buffer of a read may be far larger than what came. */
    @Override
    boolean decode(ByteBuf in) {
        if (!in.isReadable()) {
            return true; // an empty message would mean something else
        }
        byte[] chunk = new byte[in.readableBytes()];
        in.readBytes(chunk);
        return receiver.onMessage(ACCESS.wrap(chunk, connection.metadata()));
    }
}
