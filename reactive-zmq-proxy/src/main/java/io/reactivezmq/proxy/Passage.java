package io.reactivezmq.proxy;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.PausableSubscription;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The messages of one direction during one run: stands between what one socket receives and the sender of the other, counts, copies,
 * and lets the proxy hold the stream up or end it between two messages. Demand goes through it unchanged.
 */
final class Passage extends Flux<ZmqMessage> implements CoreSubscriber<ZmqMessage>, PausableSubscription {

    private final Flux<ZmqMessage> source;
    private final Tally received;
    private final @Nullable Capture capture;
    private final CapturedMessages captured;
    private final Runnable whenOver;

    private @Nullable CoreSubscriber<? super ZmqMessage> sender;
    private volatile @Nullable PausableSubscription upstream;
    private volatile boolean finished;
    private boolean held;
    /** The sender, and each copy that waits for the capture socket. */
    private final AtomicInteger inHand = new AtomicInteger(1);
    private final Disposable.Swap waitsFor = Disposables.swap();
    private final Sinks.Empty<Void> drained = Sinks.empty();
    private final Sinks.Empty<Void> released = Sinks.empty();
    private boolean begun;

    /**
     * @param capture where copies go, or null
     * @param whenOver told when the source has ended, for whatever reason
     */
    Passage(Flux<ZmqMessage> source, Tally received, @Nullable Capture capture, CapturedMessages captured, Runnable whenOver) {
        this.source = source;
        this.received = received;
        this.capture = capture;
        this.captured = captured;
        this.whenOver = whenOver;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
        sender = actual;
        source.subscribe(this);
    }

    private CoreSubscriber<? super ZmqMessage> sender() {
        return Objects.requireNonNull(sender);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (!(subscription instanceof PausableSubscription pausable)) {
            sender().onSubscribe(subscription); // nothing but an end follows: the socket is closed, or somebody else receives
            return;
        }
        synchronized (this) {
            upstream = pausable;
            if (held) {
                pausable.pause();
            }
        }
        sender().onSubscribe(this);
        if (finished) {
            pausable.finish();
        }
    }

    @Override
    public void onNext(ZmqMessage message) {
        received.count(message);
        Capture copies = capture;
        if (copies != null) {
            copies.take(message, this);
        }
        captured.offer(message);
        sender().onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
        released.tryEmitEmpty();
        sender().onError(failure);
    }

    @Override
    public void onComplete() {
        released.tryEmitEmpty();
        sender().onComplete();
        whenOver.run();
    }

    // ---- for the proxy --------------------------------------------------------------------------------------------

    /** Lets nothing through until {@link #release}. */
    synchronized void hold() {
        if (!held) {
            held = true;
            if (upstream != null) {
                upstream.pause();
            }
        }
    }

    /** Outside the lock what waited is let through, so a {@link #hold} meanwhile is heard. */
    void release() {
        PausableSubscription open;
        synchronized (this) {
            open = held ? upstream : null;
            held = false;
        }
        if (open != null) {
            open.resume();
        }
    }

    /** What has to come first is this. */
    void waitsFor(Disposable previous) {
        waitsFor.update(previous);
    }

    /** It is this one's turn to receive. Returns false if it is not to any more. Not beside {@link #markFinished}. */
    boolean begin() {
        begun = !finished;
        return begun;
    }

    /** Nothing begins any more; {@link #finish} ends what has begun. */
    void markFinished() {
        finished = true;
        waitsFor.dispose();
        if (!begun) {
            released.tryEmitEmpty();
        }
    }

    /** Completes when this does not receive from its socket, now or later, so that somebody else may. */
    Mono<Void> released() {
        return released.asMono();
    }

    /** A copy waits: nothing more comes until {@link #endWait}. */
    void beginWait() {
        inHand.incrementAndGet();
        source().pause();
    }

    void endWait() {
        source().resume();
        handedOver();
    }

    /** Nothing goes to the sender any more, which may never have asked for anything. */
    void sent() {
        released.tryEmitEmpty();
        handedOver();
    }

    /** The sender has ended, or a copy has been taken. */
    private void handedOver() {
        if (inHand.decrementAndGet() == 0) {
            drained.tryEmitEmpty();
        }
    }

    /** Completes when nothing of this direction waits for room any more. */
    Mono<Void> drained() {
        return drained.asMono();
    }

    // ---- between sender and source --------------------------------------------------------------------------------

    private PausableSubscription source() {
        return Objects.requireNonNull(upstream);
    }

    @Override
    public void request(long n) {
        source().request(n);
    }

    @Override
    public void cancel() {
        source().cancel();
        released.tryEmitEmpty();
    }

    @Override
    public void pause() {
        source().pause();
    }

    @Override
    public void resume() {
        source().resume();
    }

    /** Ends this direction; also before it has begun. */
    @Override
    public void finish() {
        PausableSubscription open = upstream;
        if (open != null) {
            open.finish();
        }
    }
}
