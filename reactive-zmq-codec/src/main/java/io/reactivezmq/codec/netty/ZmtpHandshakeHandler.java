package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import io.reactivezmq.codec.engine.HandshakeEngine;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.core.error.ZmqException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The first phase of a connection:
 * <ul>
 *   <li>greets as soon as the channel is active and feeds the {@link HandshakeEngine}, see {@link HandshakeWork};
 *   <li>gives the peer one deadline for the whole handshake, however busily it sends;
 *   <li>has the peer judged where the mechanism wants that, see {@link PeerJudgement};
 *   <li>on success lets the traffic handler take its place and passes on what was read beyond the handshake;
 *   <li>on any failure tells the listener, closes the channel and writes nothing more, but for the engine's last word.
 * </ul>
 *
 * <p>A handshake has no demand to wait for, so auto-read is switched on. Not sharable.
 */
public final class ZmtpHandshakeHandler extends ChannelDuplexHandler implements HandshakeWork.Listener {

    /** Its name in a pipeline. */
    public static final String NAME = "zmtp-handshake";

    private static final AttributeKey<HandshakeWork> WORK = AttributeKey.valueOf(ZmtpHandshakeHandler.class, "work");

    private final HandshakeEngine engine;
    private final Duration deadline;
    private final HandshakeOutcome outcome;
    private final HandshakeWork work;
    private final PeerJudgement judgement;
    private boolean handedOver;
    private boolean gone;

    /**
     * @param deadline from the active channel to the end of the handshake, more than zero
     * @param authentication asked where the security of the settings has peers judged
     * @param executor runs what takes long and strangers may ask for: what clients of CURVE say before they are let in
     */
    public ZmtpHandshakeHandler(HandshakeSettings settings, TrafficSettings traffic, Duration deadline,
            Authentication authentication, Executor executor, HandshakeListener listener) {
        this(settings, deadline, authentication, executor, new HandshakeOutcome(listener,
                (handshake, peer, coding, told) ->
                        ZmtpTrafficHandler.install(handshake, peer, coding, traffic, System::nanoTime, told)));
    }

    ZmtpHandshakeHandler(HandshakeSettings settings, Duration deadline, Authentication authentication, Executor executor,
            HandshakeOutcome outcome) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a handshake needs a deadline above zero: " + deadline);
        }
        this.engine = new HandshakeEngine(settings, MechanismFactory.create(settings));
        this.deadline = deadline;
        this.outcome = outcome;
        this.work = new HandshakeWork(engine, executor, this);
        this.judgement = new PeerJudgement(
                engine, authentication, settings.security().authenticationTimeout(), outcome, this::write);
    }

    /**
     * Runs this when the listener of a channel that is closed has been told: now, or after the work that is still under way for it.
     *
     * @param channel whose handlers have been removed; on its event loop
     */
    public static void whenTold(Channel channel, Runnable action) {
        HandshakeWork work = channel.attr(WORK).get();
        if (work == null) {
            action.run();
        } else {
            work.afterwards(action);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.channel().attr(WORK).set(work);
        if (ctx.channel().isActive()) {
            begin(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.fireChannelActive();
        begin(ctx);
        // after the handlers behind, which may have switched it off
        ctx.channel().config().setAutoRead(true);
    }

    private void begin(ChannelHandlerContext ctx) {
        if (outcome.hasBegun()) {
            return;
        }
        outcome.begin(ctx, deadline, () -> fail(ctx, HandshakeFailures.expired(engine, deadline)));
        ByteBuf out;
        try {
            out = ctx.alloc().buffer();
        } catch (OutOfMemoryError exhausted) {
            // while the handler is being added nothing would bring it to exceptionCaught
            outcome.fail(ctx, HandshakeFailures.of(engine, exhausted));
            return;
        }
        engine.start(out);
        write(ctx, out);
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf in)) {
            ctx.fireChannelRead(msg);
            return;
        }
        if (work.isUnderWay()) {
            work.keep(in);
        } else {
            goOn(ctx, in);
        }
    }

    /** Input that comes after a failure is thrown away. */
    @Override
    public void goOn(ChannelHandlerContext ctx, ByteBuf in) {
        if (handedOver) {
            ctx.fireChannelRead(in); // a replaced context still leads to the handler that took its place
            return;
        }
        if (gone || !outcome.takesInput() || judgement.hasRefused()) {
            throwAway(in);
            return;
        }
        ByteBuf out;
        try {
            out = ctx.alloc().buffer();
        } catch (OutOfMemoryError exhausted) {
            throwAway(in);
            fail(ctx, HandshakeFailures.of(engine, exhausted));
            return;
        }
        work.begin(ctx, in, out);
    }

    @Override
    public void done(ChannelHandlerContext ctx, ByteBuf in, ByteBuf out, boolean complete, @Nullable Throwable broken) {
        int end = in.readerIndex();
        if (broken != null) {
            throwAway(in);
            failed(ctx, out, HandshakeFailures.of(engine, broken));
            return;
        }
        if (gone || !outcome.takesInput()) {
            throwAway(in);
            throwAway(out);
            return;
        }
        write(ctx, out);
        if (!complete) {
            askIfDue(ctx);
        } else {
            handedOver = outcome.succeed(ctx, engine.peer(), engine.trafficCoding());
        }
        if (handedOver && in.isReadable()) {
            wipe(in, 0, end);
            ctx.fireChannelRead(in);
        } else {
            throwAway(in);
        }
    }

    /** All of the input was read, unless some was kept: whoever says more before the judgement fails, however quick that is. */
    private void askIfDue(ChannelHandlerContext ctx) {
        if (!work.hasKept()) {
            judgement.askIfDue(ctx);
        }
    }

    private void failed(ChannelHandlerContext ctx, ByteBuf out, ZmqException cause) {
        if (engine.hasLastWord() && outcome.takesInput()) {
            failBehind(ctx, out, cause);
        } else {
            throwAway(out);
            fail(ctx, cause);
        }
    }

    private void throwAway(ByteBuf buffer) {
        wipe(buffer, 0, buffer.writerIndex());
        buffer.release();
    }

    /** Fails when this, and what is on its way already, has been written; the deadline goes on meanwhile. */
    private void failBehind(ChannelHandlerContext ctx, ByteBuf lastWord, ZmqException cause) {
        outcome.doom(cause);
        write(ctx, lastWord);
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> fail(ctx, cause));
    }

    private void fail(ChannelHandlerContext ctx, ZmqException cause) {
        work.inVain();
        judgement.giveUp();
        outcome.fail(ctx, judgement.cause(cause));
    }

    private void write(ChannelHandlerContext ctx, ByteBuf out) {
        if (!out.isReadable()) {
            out.release();
            return;
        }
        out.retain(); // pooled memory goes to others as soon as it is released
        ctx.writeAndFlush(out).addListener((ChannelFutureListener) write -> {
            if (out.refCnt() == 1) {
                // nobody else reads it, as another handler or an end in this process might
                wipe(out, 0, out.writerIndex());
            }
            out.release();
            written(ctx, write);
        });
    }

    private void wipe(ByteBuf buffer, int start, int end) {
        if (engine.hasOpenSecrets() && !buffer.isReadOnly()) {
            buffer.setZero(start, end - start);
        }
    }

    /** A write that found the channel closed is no news: channelInactive reports it and knows how far the peer came. */
    private void written(ChannelHandlerContext ctx, ChannelFuture write) {
        if (!write.isSuccess() && !(write.cause() instanceof ClosedChannelException)) {
            fail(ctx, HandshakeFailures.of(engine, write.cause()));
        }
    }

    /** This side wants to have no part in it any more. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        work.inVain();
        ctx.close(promise);
    }

    /** What the peer said before is looked at first: it may tell why. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone = true;
        work.afterwards(() -> fail(ctx, HandshakeFailures.closedByPeer(engine)));
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        gone = true;
        work.afterwards(() -> {
            fail(ctx, HandshakeFailures.abandoned(engine));
            engine.destroy(); // the last call, however the handshake ended
            ctx.channel().attr(WORK).set(null);
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (outcome.isRunning()) {
            work.afterwards(() -> fail(ctx, HandshakeFailures.of(engine, cause)));
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }
}
