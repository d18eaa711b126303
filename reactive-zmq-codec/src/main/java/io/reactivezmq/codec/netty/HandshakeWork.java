package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.codec.engine.HandshakeEngine;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The engine at work on what a peer has sent. Where that takes long, as the HELLO of CURVE does, it is done on an executor: an
 * event loop would keep everyone waiting who is connected already, for the sake of strangers. Confined to the event loop, but for
 * the work.
 *
 * <pre>
 *   IDLE --begin--> UNDER_WAY --the work, on the executor--> back on the event loop --> IDLE
 * </pre>
 *
 * <p>While it is under way nobody else changes the engine, and the channel is not read; what a read still brings is kept, in its
 * order. The end of the channel waits for it, so whoever counts handshakes until their end has counted the executor's queue, too.
 */
final class HandshakeWork {

    /** Called on the event loop, with buffers that are this one's from then on. */
    interface Listener {

        /**
         * The work is done.
         *
         * @param complete what {@link HandshakeEngine#receive} returned
         * @param broken what it threw instead, or null
         */
        void done(ChannelHandlerContext ctx, ByteBuf in, ByteBuf out, boolean complete, @Nullable Throwable broken);

        /** What was kept meanwhile. */
        void goOn(ChannelHandlerContext ctx, ByteBuf in);
    }

    private final HandshakeEngine engine;
    private final Executor executor;
    private final Listener listener;
    private final Queue<Runnable> afterwards = new ArrayDeque<>();
    private @Nullable ByteBuf kept;
    private boolean underWay;
    private boolean paused;
    private volatile boolean inVain;

    /** @param executor for what takes long; the rest is done at once */
    HandshakeWork(HandshakeEngine engine, Executor executor, Listener listener) {
        this.engine = engine;
        this.executor = executor;
        this.listener = listener;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Nobody wants to know any more what the peer has to say: work that waits for its turn is left undone. */
    void inVain() {
        inVain = true;
    }

    /** Input that came while the work is under way. */
    void keep(ByteBuf in) {
        ByteBuf before = kept;
        kept = before == null ? in : Unpooled.wrappedBuffer(before, in);
    }

    /** Whether there is input that comes next. */
    boolean hasKept() {
        return kept != null;
    }

    /** Runs this when the engine is free: now, or after the work; in their order. */
    void afterwards(Runnable action) {
        if (underWay) {
            afterwards.add(action);
        } else {
            action.run();
        }
    }

    /** @param out for what is to be sent */
    void begin(ChannelHandlerContext ctx, ByteBuf in, ByteBuf out) {
        underWay = true;
        if (engine.takesLong(in.readableBytes())) {
            handOver(() -> work(ctx, in, out));
        } else {
            work(ctx, in, out);
        }
        if (underWay) {
            paused = true;
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void handOver(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException shutDown) {
            work.run();
        }
    }

    private void work(ChannelHandlerContext ctx, ByteBuf in, ByteBuf out) {
        boolean complete = false;
        Throwable broken = null;
        try {
            complete = !inVain && engine.receive(in, out);
        } catch (Throwable thrown) {
            broken = thrown; // whatever it is, the connection has to hear of it, not a thread that serves many
        }
        if (ctx.executor().inEventLoop()) {
            done(ctx, in, out, complete, broken);
        } else {
            returnTo(ctx, in, out, complete, broken);
        }
    }

    private void returnTo(ChannelHandlerContext ctx, ByteBuf in, ByteBuf out, boolean complete, @Nullable Throwable broken) {
        try {
            ctx.executor().execute(() -> {
                done(ctx, in, out, complete, broken);
                ctx.fireChannelReadComplete(); // that of the read came long before
            });
        } catch (RejectedExecutionException shutDown) {
            // nothing runs on that loop any more, so what was its alone is this thread's
            in.release();
            out.release();
            if (kept != null) {
                kept.release();
            }
            engine.destroy();
            underWay = false;
            runAfterwards();
        }
    }

    private void done(ChannelHandlerContext ctx, ByteBuf in, ByteBuf out, boolean complete, @Nullable Throwable broken) {
        underWay = false;
        if (paused) {
            paused = false;
            ctx.channel().config().setAutoRead(true); // before the traffic handler may switch it off
        }
        listener.done(ctx, in, out, complete, broken);
        ByteBuf next = kept;
        kept = null;
        if (next != null) {
            listener.goOn(ctx, next);
        }
        runAfterwards();
    }

    private void runAfterwards() {
        Runnable action;
        while (!underWay && (action = afterwards.poll()) != null) {
            action.run();
        }
    }
}
