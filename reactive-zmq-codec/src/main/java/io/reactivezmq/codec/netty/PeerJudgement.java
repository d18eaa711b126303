package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.codec.engine.HandshakeEngine;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a handshake in which somebody else decides. Confined to the event loop.
 *
 * <pre>
 *   engine asks -> waiting -- accepted ------> the engine goes on
 *                     |------ 300, no reply -> closed
 *                     +------ 400, 500 ------> ERROR -> what the peer sends is thrown away -> closed
 * </pre>
 *
 * <p>A peer that is told why gets a second to read it and close: closing at once would reset the connection where something of
 * the peer is still unread, and the reset would overtake the ERROR.
 */
final class PeerJudgement {

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final HandshakeEngine engine;
    private final Authentication authentication;
    private final Duration timeout;
    private final HandshakeOutcome outcome;
    private final BiConsumer<ChannelHandlerContext, ByteBuf> writer;
    private @Nullable AuthenticationCall call;
    private @Nullable ZmqException refusal;
    private @Nullable Future<?> farewell;

    /** @param writer sends a buffer, or releases one that is empty */
    PeerJudgement(HandshakeEngine engine, Authentication authentication, Duration timeout, HandshakeOutcome outcome,
            BiConsumer<ChannelHandlerContext, ByteBuf> writer) {
        this.engine = engine;
        this.authentication = authentication;
        this.timeout = timeout;
        this.outcome = outcome;
        this.writer = writer;
    }

    /** Asks if the engine has a question that was not asked yet. */
    void askIfDue(ChannelHandlerContext ctx) {
        Credentials credentials = engine.question();
        if (credentials == null || call != null) {
            return;
        }
        AuthenticationCall asked = new AuthenticationCall(ctx.executor(), credentials, new AuthenticationCall.Listener() {
            @Override
            public void answered(ZapReply reply) {
                PeerJudgement.this.answered(ctx, reply);
            }

            @Override
            public void unanswered(ZmqSecurityException cause) {
                outcome.fail(ctx, cause);
            }
        });
        call = asked;
        asked.start(authentication, Objects.requireNonNullElse(PeerAddress.of(ctx.channel()), ""), timeout);
    }

    private void answered(ChannelHandlerContext ctx, ZapReply reply) {
        if (!outcome.isRunning()) {
            return;
        }
        ByteBuf out;
        try {
            out = ctx.alloc().buffer();
        } catch (OutOfMemoryError exhausted) {
            // an answer from another thread is a task of its own, whose errors nobody hears
            outcome.fail(ctx, HandshakeFailures.of(engine, exhausted));
            return;
        }
        boolean complete;
        try {
            complete = engine.answer(reply, out);
        } catch (RuntimeException | OutOfMemoryError broken) {
            out.release();
            outcome.fail(ctx, HandshakeFailures.of(engine, broken));
            return;
        }
        ZmqException refused = engine.refusal();
        if (refused == null) {
            writer.accept(ctx, out);
            if (complete) {
                outcome.succeed(ctx, engine.peer(), engine.trafficCoding());
            }
        } else if (out.isReadable()) {
            refusal = refused;
            writer.accept(ctx, out);
            farewell = ctx.executor().schedule(
                    () -> outcome.fail(ctx, refused), FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            out.release();
            outcome.fail(ctx, refused);
        }
    }

    /** Whether the peer has been told that it may not come in; nothing that it sends matters any more. */
    boolean hasRefused() {
        return refusal != null;
    }

    /** Why a handshake failed that ends like this now: it may have been over before. */
    ZmqException cause(ZmqException ending) {
        return refusal == null ? ending : refusal;
    }

    /** The channel has gone, or the handshake is over. */
    void giveUp() {
        if (call != null) {
            call.giveUp();
        }
        if (farewell != null) {
            farewell.cancel(false);
        }
    }
}
