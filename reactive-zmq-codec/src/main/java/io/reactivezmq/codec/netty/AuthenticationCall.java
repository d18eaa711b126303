package io.reactivezmq.codec.netty;

import io.netty.util.concurrent.EventExecutor;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/**
 * One question and its one answer, in time, on the event loop. Whatever else the answerer does, throw, complete empty, answer twice
 * or late, ends here: it hears a cancel, and the listener nothing. Confined to the event loop but for Reactor's signals.
 */
final class AuthenticationCall extends BaseSubscriber<ZapReply> {

    /** Hears one of the two, once, unless the call is given up before. */
    interface Listener {

        void answered(ZapReply reply);

        void unanswered(ZmqSecurityException cause);
    }

    private final EventExecutor loop;
    private final Credentials credentials;
    private final Listener listener;
    private @Nullable Future<?> timer;
    private boolean over;

    AuthenticationCall(EventExecutor loop, Credentials credentials, Listener listener) {
        this.loop = loop;
        this.credentials = credentials;
        this.listener = listener;
    }

    void start(Authentication authentication, String address, Duration timeout) {
        timer = loop.schedule(() -> fail(SecurityFailure.AUTHENTICATION_TIMEOUT, "no reply within " + timeout, null),
                timeout.toNanos(), TimeUnit.NANOSECONDS);
        Mono<ZapReply> reply;
        try {
            reply = authentication.ask(credentials, address);
        } catch (RuntimeException broken) {
            hookOnError(broken);
            return;
        }
        reply.subscribe(this);
    }

    /** Nobody waits for the answer any more. */
    void giveUp() {
        if (end()) {
            forget();
        }
    }

    @Override
    protected void hookOnNext(ZapReply reply) {
        onLoop(() -> {
            if (end()) {
                cancel(); // one answer is enough
                listener.answered(reply);
            }
        });
    }

    @Override
    protected void hookOnComplete() {
        onLoop(() -> fail(SecurityFailure.AUTHENTICATOR_FAILED, "it ended without a reply", null));
    }

    @Override
    protected void hookOnError(Throwable thrown) {
        onLoop(() -> {
            if (thrown instanceof ZmqSecurityException known) {
                fail(known);
            } else {
                fail(SecurityFailure.AUTHENTICATOR_FAILED, thrown.getClass().getName(), new AuthenticatorError(thrown));
            }
        });
    }

    private void fail(SecurityFailure failure, String detail, @Nullable Throwable cause) {
        fail(ZmqSecurityException.refused(failure, detail, cause));
    }

    private void fail(ZmqSecurityException cause) {
        if (end()) {
            forget();
            listener.unanswered(cause);
        }
    }

    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
        return true;
    }

    private void forget() {
        cancel();
        if (credentials instanceof Credentials.Plain plain) {
            plain.destroy();
        }
    }

    private void onLoop(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
            return;
        }
        try {
            loop.execute(action);
        } catch (RejectedExecutionException shutDown) {
            cancel(); // the loops have ended, and every connection with them
        }
    }
}
