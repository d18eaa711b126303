package io.reactivezmq.sockets.connection;

import io.netty.util.concurrent.Future;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.sockets.pipe.Pipe;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** Ends a pipe the way ZMQ_LINGER says: what is queued goes out for so long, what is left then is dropped and counted. */
public final class Linger {

    private Linger() {
    }

    public static Mono<Void> close(Pipe pipe, Duration linger) {
        return Mono.create(sink -> {
            Runnable closing = () -> {
                Future<?> expiry = pipe.loop().schedule(() -> {
                    pipe.terminate(DropReason.LINGER_EXPIRED);
                    sink.success();
                }, linger.toNanos(), TimeUnit.NANOSECONDS);
                pipe.drainAndClose(() -> {
                    expiry.cancel(false);
                    pipe.terminate(DropReason.CONNECTION_LOST);
                    sink.success();
                });
            };
            try {
                pipe.loop().execute(closing);
            } catch (RejectedExecutionException shutDown) {
                // the context's loops have ended, and every connection with them
                sink.success();
            }
        });
    }
}
