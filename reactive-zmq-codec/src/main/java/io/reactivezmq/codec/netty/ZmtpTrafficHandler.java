package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.reactivezmq.codec.engine.ZmtpPeer;
import io.reactivezmq.codec.wire.FrameDecoder;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The last phase of a connection: feeds the {@link FrameDecoder} and stops reading while the receiver has no room.
 * Auto-read stays on for as long as there is room; what had been read when it was switched off waits here undecoded, so a
 * connection holds at most its inbound queue and the reads that were under way.
 */
final class ZmtpTrafficHandler extends ChannelDuplexHandler {

    static final String NAME = "zmtp-traffic";

    private final Channel channel;
    private final TrafficSettings settings;
    private final ZmtpConnection connection;
    private final TrafficReceiver receiver;
    private final HeartbeatTimer heartbeat;
    private final FrameDecoder decoder;
    private final ArrayDeque<ByteBuf> undecoded = new ArrayDeque<>(2);

    private boolean paused;
    /** No more input is looked at: the peer broke the protocol, or the channel is closed. */
    private boolean ended;
    /** The channel is closed; what the peer sent before may still wait for room. */
    private boolean inactive;
    private boolean receiverTold;
    private boolean stallCheckScheduled;
    private boolean decoding;
    private long reads;

    private ZmtpTrafficHandler(Channel channel, ZmtpPeer peer, TrafficSettings settings, LongSupplier clock,
            HandshakeListener listener) {
        this.channel = channel;
        this.settings = settings;
        this.connection = new ZmtpConnection(channel, peer, settings.batchSize(), this::resumeReading, this::closeRequested);
        this.receiver = listener.handshakeSucceeded(connection);
        this.heartbeat = new HeartbeatTimer(settings.heartbeat(), channel, clock, connection, this::fail);
        this.decoder = new FrameDecoder(
                settings.limits(), peer.version(), connection.metadata(),
                new TrafficSink(connection, receiver, heartbeat, settings.maxTopicSize()));
    }

    /**
     * Introduces the connection to the socket and takes the place of the handshake's handler. Bytes behind the handshake
     * that the old handler fires from its own context arrive here.
     */
    static void install(ChannelHandlerContext handshake, ZmtpPeer peer, TrafficSettings settings, LongSupplier clock,
            HandshakeListener listener) {
        ZmtpTrafficHandler traffic = new ZmtpTrafficHandler(handshake.channel(), peer, settings, clock, listener);
        handshake.pipeline().replace(handshake.handler(), NAME, traffic);
        traffic.heartbeat.start();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        if (ended) {
            in.release();
            return;
        }
        reads++;
        heartbeat.alive();
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
            receiver.onReadComplete();
        }
        if (inactive) {
            if (ended || connection.isClosing() || undecoded.isEmpty()) {
                finish();
            } else {
                paused = true;
            }
            return;
        }
        if (ended) {
            return;
        }
        if (paused == room) {
            paused = !room;
            channel.config().setAutoRead(room);
            heartbeat.paused(paused);
        }
        connection.writeHeartbeats();
        if (decoder.isMidMessage() && !stallCheckScheduled) {
            scheduleStallCheck();
        }
    }

    /** The buffer is nobody else's while it is decoded: a close from within must not release it. */
    private boolean decodeNext() {
        ByteBuf in = undecoded.remove();
        try {
            return decode(in);
        } finally {
            if (in.isReadable() && !ended) {
                undecoded.addFirst(in);
            } else {
                in.release();
            }
        }
    }

    private boolean decode(ByteBuf in) {
        try {
            return decoder.decode(in);
        } catch (ZmqProtocolException violation) {
            fail(violation);
            return false;
        }
    }

    /** Called from tasks and not from the pipeline, which would bring what is thrown to {@link #exceptionCaught}. */
    private void resumeReading() {
        try {
            if (paused && !ended && !connection.isClosing()) {
                decodeAll();
            }
        } catch (RuntimeException | OutOfMemoryError broken) {
            fail(asCause(broken));
        }
    }

    /**
     * A peer may pause between messages for ever, but not inside one. Checked once per timeout and not with each read: a
     * stall is noticed after one to two timeouts. While this side has paused reading the peer is not to blame.
     */
    private void scheduleStallCheck() {
        stallCheckScheduled = true;
        long before = reads;
        channel.eventLoop().schedule(() -> {
            stallCheckScheduled = false;
            if (ended || !decoder.isMidMessage()) {
                return;
            }
            if (reads == before && !paused) {
                fail(ZmtpViolations.stalledMessage(settings.idleMidMessageTimeout()));
            } else {
                scheduleStallCheck();
            }
        }, settings.idleMidMessageTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable() && !ended && connection.becameWritable()) {
            receiver.onWritable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(asCause(cause));
    }

    private static ZmqException asCause(Throwable cause) {
        if (cause instanceof ZmqException known) {
            return known;
        }
        ErrorCode code = cause instanceof OutOfMemoryError ? ErrorCode.ENOBUFS : ErrorCode.ECONNRESET;
        return new ZmqConnectionException(code, "connection lost: " + cause, cause);
    }

    private void fail(ZmqException cause) {
        ended = true;
        connection.close(cause);
    }

    /** This side closes, in whatever way: nobody wants what still waits. An end that the peer made does not come through here. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        connection.markClosing();
        ctx.close(promise);
    }

    /** What was read before the peer's end is delivered first, when there is room for it, and then the end is told. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        inactive = true;
        heartbeat.stop();
        if (ended || connection.isClosing() || undecoded.isEmpty()) {
            finish();
        }
    }

    /** This side closes: what is not decoded yet is of no use any more. */
    private void closeRequested() {
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
        receiver.onClosed(connection.closeCause(), connection.terminate());
    }
}
