package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import java.util.ArrayDeque;

/**
 * The last phase of a connection: hands what arrives to the receiver and stops reading while that has no room. Auto-read stays
 * on for as long as there is room; what had been read when it was switched off waits here undecoded, so a connection holds at
 * most its inbound queue and the reads that were under way.
 */
abstract class TrafficHandler extends ChannelDuplexHandler {

    private final Channel channel;
    private final ArrayDeque<ByteBuf> undecoded = new ArrayDeque<>(2);

    private boolean paused;
    /** No more input is looked at: the peer broke the protocol, or the channel is closed. */
    private boolean ended;
    /** The channel is closed; what the peer sent before may still wait for room. */
    private boolean inactive;
    private boolean receiverTold;
    private boolean decoding;

    TrafficHandler(Channel channel) {
        this.channel = channel;
    }

    abstract ChannelConnection connection();

    abstract TrafficReceiver receiver();

    /**
     * Hands over what the buffer holds, as long as there is room, and moves its reader index. Raises
     * {@link ZmqProtocolException} for what the peer must not send.
     *
     * @return whether there is room for more
     */
    abstract boolean decode(ByteBuf in);

    /** Something arrived. */
    void arrived() {
    }

    /** Everything that arrived has been handed over, or all that there is room for, and the connection goes on. */
    void decoded() {
    }

    /** Reading has stopped for lack of room, or goes on. */
    void pausedReading(boolean pausedNow) {
    }

    /** The channel is closed. */
    void disconnected() {
    }

    /** Nothing more is encoded or decoded. */
    void finished() {
    }

    final boolean isPaused() {
        return paused;
    }

    final boolean hasEnded() {
        return ended;
    }

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        if (ended) {
            in.release();
            return;
        }
        arrived();
        undecoded.add(in);
        if (!paused) {
            decodeAll();
        }
    }

    /** Decodes what waits until there is none or the receiver has no room; that decides whether reading goes on. */
    private void decodeAll() {
        boolean room = true;
        decoding = true;
        try {
            while (room && !undecoded.isEmpty()) {
                room = decodeNext();
            }
        } finally {
            decoding = false;
            // also when no memory is left for a message: whoever emits has to know that this read is over
            receiver().onReadComplete();
        }
        if (inactive) {
            if (ended || connection().isClosing() || undecoded.isEmpty()) {
                finish();
            } else {
                paused = true;
                tellPeerGone();
            }
            return;
        }
        if (ended) {
            return;
        }
        if (paused == room) {
            paused = !room;
            channel.config().setAutoRead(room);
            pausedReading(paused);
        }
        decoded();
    }

    /** The buffer is nobody else's while it is decoded: a close from within must not release it. */
    private boolean decodeNext() {
        ByteBuf in = undecoded.remove();
        try {
            return tryDecode(in);
        } finally {
            if (in.isReadable() && !ended) {
                undecoded.addFirst(in);
            } else {
                in.release();
            }
        }
    }

    private boolean tryDecode(ByteBuf in) {
        try {
            return decode(in);
        } catch (ZmqProtocolException violation) {
            fail(violation);
            return false;
        }
    }

    /** Called from tasks and not from the pipeline, which would bring what is thrown to {@link #exceptionCaught}. */
    final void resumeReading() {
        try {
            if (paused && !ended && !connection().isClosing()) {
                decodeAll();
            }
        } catch (RuntimeException | OutOfMemoryError broken) {
            fail(asCause(broken));
        }
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable() && !ended && connection().becameWritable()) {
            receiver().onWritable();
        }
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(asCause(cause));
    }

    private static ZmqException asCause(Throwable cause) {
        if (cause instanceof ZmqException known) {
            return known;
        }
        ErrorCode code = cause instanceof OutOfMemoryError ? ErrorCode.ENOBUFS : ErrorCode.ECONNRESET;
        return new ZmqConnectionException(code, "connection lost: " + cause, cause);
    }

    final void fail(ZmqException cause) {
        ended = true;
        connection().close(cause);
    }

    /** This side closes, in whatever way: nobody wants what still waits. An end that the peer made does not come through here. */
    @Override
    public final void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        connection().markClosing();
        ctx.close(promise);
    }

    /** What was read before the peer's end is delivered first, when there is room for it, and then the end is told. */
    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        inactive = true;
        disconnected();
        if (ended || connection().isClosing() || undecoded.isEmpty()) {
            finish();
        } else {
            tellPeerGone();
        }
    }

    private void tellPeerGone() {
        long bytes = 0;
        for (ByteBuf waiting : undecoded) {
            bytes += waiting.capacity();
        }
        receiver().onPeerGone(bytes);
    }

    /** This side closes: what is not decoded yet is of no use any more. */
    final void closeRequested() {
        if (inactive && !decoding) {
            finish();
        }
    }

    private void finish() {
        if (receiverTold) {
            return;
        }
        receiverTold = true;
        ended = true;
        ByteBuf in;
        while ((in = undecoded.poll()) != null) {
            in.release();
        }
        receiver().onClosed(connection().closeCause(), connection().terminate());
        finished();
    }
}
