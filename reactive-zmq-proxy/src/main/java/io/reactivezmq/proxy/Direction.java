package io.reactivezmq.proxy;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** From one socket to the other, run after run. A run begins when what the last one had in hand is with the other socket. */
final class Direction {

    private final ReceivingSocket from;
    private final SendingSocket to;
    private final @Nullable Capture capture;
    private final CapturedMessages captured;
    private final Tally received = new Tally();
    private final Tally undeliverable = new Tally();
    private Mono<Void> lastRun = Mono.empty();

    Direction(ReceivingSocket from, SendingSocket to, @Nullable Capture capture, CapturedMessages captured) {
        this.from = from;
        this.to = to;
        this.capture = capture;
        this.captured = captured;
    }

    /** What was taken from the one socket. */
    Tally received() {
        return received;
    }

    /** What the other socket refused. */
    Tally undeliverable() {
        return undeliverable;
    }

    /** One run; {@link #begin} has to follow. */
    Passage passage(Runnable whenOver) {
        return new Passage(from.receive(), received, capture, captured, whenOver);
    }

    /** @param whenOver told why the direction has ended by itself; null if one of the sockets was closed */
    void begin(Passage passage, Consumer<@Nullable Throwable> whenOver) {
        Mono<Void> previous;
        synchronized (this) {
            previous = lastRun;
        }
        // a closed socket ends this run too, whatever the one before still waits for
        passage.waitsFor(Mono.firstWithSignal(previous, from.onDispose(), to.onDispose())
                .subscribe(none -> { }, never -> { }, () -> goOn(passage, whenOver)));
    }

    private void goOn(Passage passage, Consumer<@Nullable Throwable> whenOver) {
        synchronized (this) {
            if (!passage.begin()) {
                return;
            }
            lastRun = passage.drained();
        }
        to.send(passage).onErrorContinue(ZmqException.class, (why, message) -> undeliverable.count((ZmqMessage) message))
                .subscribe(none -> { }, failure -> {
                    passage.sent();
                    whenOver.accept(failure instanceof ZmqClosedException ? null : failure);
                }, () -> {
                    passage.sent();
                    whenOver.accept(null);
                });
    }

    /** Ends a run. */
    void end(Passage passage) {
        synchronized (this) {
            passage.markFinished();
        }
        passage.finish();
    }
}
