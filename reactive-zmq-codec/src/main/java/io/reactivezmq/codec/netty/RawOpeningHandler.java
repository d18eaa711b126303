package io.reactivezmq.codec.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;

/**
 * Waits for a channel to become active, which is all that a connection without protocol needs (STREAM); it is added before.
 * Nothing is sent, nothing is expected, and no time is too long: a peer may stay silent for ever. Not sharable.
 */
public final class RawOpeningHandler extends ChannelInboundHandlerAdapter {

    /** Its name in a pipeline. */
    public static final String NAME = "raw-opening";

    private final int batchSize;
    private final HandshakeListener listener;

    /** @param batchSize bytes of one write */
    public RawOpeningHandler(int batchSize, HandshakeListener listener) {
        this.batchSize = batchSize;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.fireChannelActive();
        try {
            RawTrafficHandler.install(ctx, batchSize, listener);
        } catch (RuntimeException broken) {
            ctx.close();
            listener.handshakeFailed(new ZmqConnectionException(
                    ErrorCode.ECONNABORTED, "the connection could not be taken over", broken));
            return;
        }
        // after the handlers behind, which may have switched it off
        ctx.channel().config().setAutoRead(true);
    }
}
