package io.reactivezmq.codec.netty;

import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.codec.engine.ZmtpPeer;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a handshake ends: once, by whatever comes first. Holds the deadline's timer and keeps the promise of
 * {@link HandshakeListener} that one of its methods is called once. Confined to the event loop.
 *
 * <pre>
 *                 begin             succeed, or fail
 *   NOT_BEGUN -----------> RUNNING -----------------> OVER
 * </pre>
 */
final class HandshakeOutcome {

    private enum State { NOT_BEGUN, RUNNING, OVER }

    /** What follows the handshake: takes the handler's place in the pipeline and tells the listener. */
    @FunctionalInterface
    interface TrafficStage {
        void install(ChannelHandlerContext handshake, ZmtpPeer peer, TrafficCoding coding, HandshakeListener listener);
    }

    private final HandshakeListener listener;
    private final TrafficStage traffic;
    private State state = State.NOT_BEGUN;
    private boolean told;
    private @Nullable ZmqException doom;
    private @Nullable Future<?> timer;

    HandshakeOutcome(HandshakeListener listener, TrafficStage traffic) {
        this.listener = listener;
        this.traffic = traffic;
    }

    boolean hasBegun() {
        return state != State.NOT_BEGUN;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    void begin(ChannelHandlerContext ctx, Duration deadline, Runnable expired) {
        state = State.RUNNING;
        timer = ctx.executor().schedule(expired, deadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns whether the traffic stage is in place; if it is not, the coding has been destroyed. */
    boolean succeed(ChannelHandlerContext ctx, ZmtpPeer peer, TrafficCoding coding) {
        if (!end()) {
            coding.destroy();
            return false;
        }
        try {
            traffic.install(ctx, peer, coding, new OnceTold());
            return true;
        } catch (ZmqException refused) {
            tellFailure(ctx, refused);
            coding.destroy();
            return false;
        } catch (RuntimeException | Error broken) {
            // the handshake's timer is gone: nobody else would close this channel
            ErrorCode code = broken instanceof OutOfMemoryError ? ErrorCode.ENOBUFS : ErrorCode.ECONNABORTED;
            tellFailure(ctx, new ZmqConnectionException(code, "no traffic after the handshake", broken));
            ctx.fireExceptionCaught(broken);
            coding.destroy();
            return false;
        }
    }

    /** Whether what the peer sends still matters. */
    boolean takesInput() {
        return isRunning() && doom == null;
    }

    /** The handshake will fail for this cause, whatever ends it: something is still being written. */
    void doom(ZmqException cause) {
        doom = cause;
    }

    /** Tells the listener and closes the channel, unless the handshake is over or has not begun. */
    void fail(ChannelHandlerContext ctx, ZmqException cause) {
        if (end()) {
            tellFailure(ctx, doom == null ? cause : doom);
        }
    }

    private boolean end() {
        if (state != State.RUNNING) {
            return false;
        }
        state = State.OVER;
        if (timer != null) {
            timer.cancel(false);
        }
        return true;
    }

    private void tellFailure(ChannelHandlerContext ctx, ZmqException cause) {
        try {
            if (!told) {
                told = true;
                listener.handshakeFailed(cause);
            }
        } catch (RuntimeException broken) {
            ctx.fireExceptionCaught(broken);
        } finally {
            ctx.close();
        }
    }

    /** Notes that the listener heard of the success, even if it then threw. */
    private final class OnceTold implements HandshakeListener {

        @Override
        public TrafficReceiver handshakeSucceeded(ChannelConnection connection) {
            told = true;
            return listener.handshakeSucceeded(connection);
        }

        @Override
        public void handshakeFailed(ZmqException cause) {
            throw new IllegalStateException("the handshake has succeeded", cause);
        }
    }
}
