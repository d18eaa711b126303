package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import io.reactivezmq.codec.engine.ZmtpPeer;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.codec.wire.TrafficDecoder;
import io.reactivezmq.codec.wire.ZmtpViolations;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The last phase of a ZMTP connection: feeds the {@link TrafficDecoder}, and watches over the peer's pauses. */
final class ZmtpTrafficHandler extends TrafficHandler {

    static final String NAME = "zmtp-traffic";

    private final Channel channel;
    private final TrafficSettings settings;
    private final ZmtpConnection connection;
    private final TrafficReceiver receiver;
    private final HeartbeatTimer heartbeat;
    private final TrafficDecoder decoder;
    private final TrafficCoding coding;

    private @Nullable Future<?> stallCheck;
    private long reads;

    private ZmtpTrafficHandler(Channel channel, ZmtpPeer peer, TrafficCoding coding, TrafficSettings settings, LongSupplier clock,
            HandshakeListener listener) {
        super(channel);
        this.channel = channel;
        this.settings = settings;
        this.coding = coding;
        this.connection = new ZmtpConnection(
                channel, peer, coding.encoder(peer.version()), settings.batchSize(), this::resumeReading, this::closeRequested);
        this.receiver = listener.handshakeSucceeded(connection);
        this.heartbeat = new HeartbeatTimer(settings.heartbeat(), channel, clock, connection, this::fail);
        this.decoder = coding.decoder(
                settings.limits(), peer.version(), connection.metadata(),
                new TrafficSink(connection, receiver, heartbeat, settings.maxTopicSize()));
    }

    /**
     * Introduces the connection to the socket and takes the place of the handshake's handler. Bytes behind the handshake
     * that the old handler fires from its own context arrive here.
     */
    static void install(ChannelHandlerContext handshake, ZmtpPeer peer, TrafficCoding coding, TrafficSettings settings,
            LongSupplier clock, HandshakeListener listener) {
        ZmtpTrafficHandler traffic = new ZmtpTrafficHandler(handshake.channel(), peer, coding, settings, clock, listener);
        handshake.pipeline().replace(handshake.handler(), NAME, traffic);
        traffic.heartbeat.start();
    }

    @Override
    ChannelConnection connection() {
        return connection;
    }

    @Override
    TrafficReceiver receiver() {
        return receiver;
    }

    @Override
    boolean decode(ByteBuf in) {
        return decoder.decode(in);
    }

    @Override
    void arrived() {
        reads++;
        heartbeat.alive();
    }

    @Override
    void pausedReading(boolean pausedNow) {
        heartbeat.paused(pausedNow);
    }

    @Override
    void decoded() {
        connection.writeHeartbeats();
        if (decoder.isMidMessage() && stallCheck == null) {
            scheduleStallCheck();
        }
    }

    @Override
    void disconnected() {
        heartbeat.stop();
        Future<?> check = stallCheck;
        if (check != null) {
            check.cancel(false); // it would keep this connection and its half message in memory for as long as its time
        }
    }

    @Override
    void finished() {
        coding.destroy();
    }

    /**
     * A peer may pause between messages for ever, but not inside one. Checked once per timeout and not with each read: a
     * stall is noticed after one to two timeouts. While this side has paused reading the peer is not to blame.
     */
    private void scheduleStallCheck() {
        long before = reads;
        stallCheck = channel.eventLoop().schedule(() -> {
            stallCheck = null;
            if (hasEnded() || !decoder.isMidMessage()) {
                return;
            }
            if (reads == before && !isPaused()) {
                fail(ZmtpViolations.stalledMessage(settings.idleMidMessageTimeout()));
            } else {
                scheduleStallCheck();
            }
        }, settings.idleMidMessageTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }
}
