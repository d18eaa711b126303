package io.reactivezmq.samples.cli;

import io.reactivezmq.core.message.ZmqMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * Messages that are read where reading blocks, on a thread of their own. It reads one message ahead of demand and no more, so a
 * slow peer holds back whoever writes into the pipe.
 */
final class BlockingSource extends Flux<ZmqMessage> {

    /** Where the messages come from. */
    @FunctionalInterface
    interface Messages {

        /** The next one, null at the end; may block. */
        @Nullable ZmqMessage next() throws IOException;
    }

    private final Messages messages;
    private final Pace pace;
    private final @Nullable Duration patience;

    /** @param patience how long a message may wait for demand, which then fails with a timeout; null for ever */
    BlockingSource(Messages messages, Pace pace, @Nullable Duration patience) {
        this.messages = messages;
        this.pace = pace;
        this.patience = patience;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
        Feed feed = new Feed(actual);
        actual.onSubscribe(feed);
        feed.thread.start();
    }

    private final class Feed implements Subscription, Runnable {

        private final CoreSubscriber<? super ZmqMessage> actual;
        private final Thread thread = new Thread(this, "input");
        private final AtomicLong demand = new AtomicLong();
        private volatile boolean cancelled;
        private long credit;

        Feed(CoreSubscriber<? super ZmqMessage> actual) {
            this.actual = actual;
            thread.setDaemon(true); // a read of a terminal cannot be interrupted
        }

        @Override
        public void run() {
            try {
                ZmqMessage message = messages.next();
                while (message != null && isDue() && isWanted()) {
                    actual.onNext(message);
                    pace.next();
                    message = messages.next();
                }
            } catch (IOException | RuntimeException failure) {
                if (!cancelled) {
                    actual.onError(failure);
                }
                return;
            }
            if (!cancelled) {
                actual.onComplete();
            }
        }

        private boolean isDue() {
            long left;
            while (!cancelled && (left = pace.untilNext()) > 0) {
                LockSupport.parkNanos(this, left);
            }
            return !cancelled;
        }

        private boolean isWanted() {
            if (credit == 0) {
                credit = awaitDemand();
            }
            credit--;
            return !cancelled;
        }

        private long awaitDemand() {
            long since = System.nanoTime();
            long wanted;
            while ((wanted = demand.getAndSet(0)) == 0 && !cancelled) {
                if (patience == null) {
                    LockSupport.park(this);
                    continue;
                }
                long left = patience.toNanos() - (System.nanoTime() - since);
                if (left <= 0) {
                    throw CliFailure.timeout("no peer has taken a message for " + Text.of(patience)
                            + ": look at the receiver, or give it a longer --timeout");
                }
                LockSupport.parkNanos(this, left);
            }
            return wanted;
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n)) {
                demand.accumulateAndGet(n, Operators::addCap);
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            LockSupport.unpark(thread);
        }
    }
}
