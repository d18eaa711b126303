package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A DEALER that remembers which peer each request went to: the numbers in front can be guessed, the connection cannot. */
final class RequestPattern extends DealerPattern {

    /** The number and the empty frame. */
    static final int ENVELOPE = 2;

    private final Map<Long, PendingRequest> pending = new ConcurrentHashMap<>();
    /** Those that are pending or about to be. */
    private final AtomicInteger places = new AtomicInteger();
    private final int maxInFlight;
    private volatile boolean closed;

    RequestPattern(SocketSetup setup) {
        super(setup);
        this.maxInFlight = setup.options().queues().maxPendingSends();
    }

    int size() {
        return places.get();
    }

    int maxInFlight() {
        return maxInFlight;
    }

    /** Takes a place for a request that is about to wait; false if there is none left. */
    boolean takePlace() {
        if (places.incrementAndGet() > maxInFlight) {
            places.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Waits for the answer to this number, at the place that was taken; before the request is sent. */
    void await(long number, PendingRequest request) {
        pending.put(number, request);
        ZmqException reason = desertion();
        if (closed) {
            request.sink.error(ZmqClosedException.socketClosed());
        } else if (reason != null) {
            request.sink.error(nobodyLeft(reason));
        }
    }

    void forget(long number) {
        if (pending.remove(number) != null) {
            places.decrementAndGet();
        }
    }

    @Override
    boolean give(Pipe pipe, ZmqMessage message) {
        PendingRequest request = isOurs(message) ? pending.get(message.frameAsLong(0)) : null;
        if (request == null) {
            return pipe.offer(message);
        }
        request.offeredTo(pipe);
        if (!pipe.offer(message)) {
            return false;
        }
        ZmqMessage answer = request.asked(pipe);
        if (answer != null) {
            pipe.execute(() -> claim(message.frameAsLong(0), request, answer));
        } else if (pipe.isTerminated()) {
            request.sink.error(lost()); // its end may not have seen who was asked
        }
        return true;
    }

    /** A DEALER's receiver gets nothing: who waits for an answer is told by its event loop. */
    @Override
    public boolean onMessage(Pipe pipe, ZmqMessage message) {
        Long number = isOurs(message) ? message.frameAsLong(0) : null;
        PendingRequest request = number == null ? null : pending.get(number);
        if (number == null || request == null) {
            dropped(DropReason.STALE, 1);
        } else if (request.isAskedOf(pipe)) {
            claim(number, request, message);
        } else {
            early(pipe, number, request, message);
        }
        return true;
    }

    /** Whether this peer is asked is not known yet, or it is not. */
    private void early(Pipe pipe, Long number, PendingRequest request, ZmqMessage message) {
        ZmqMessage lost = request.keep(pipe, message);
        if (lost != null) {
            dropped(DropReason.STALE, 1);
        }
        if (lost != message && request.isAskedOf(pipe)) {
            claim(number, request, message);
        }
    }

    /** The answer of the peer that was asked, on its event loop; one that was kept may be seen by two, and counts once. */
    private void claim(Long number, PendingRequest request, ZmqMessage message) {
        if (pending.remove(number, request)) {
            places.decrementAndGet();
            request.answeredBy(message);
            request.sink.success(message.withoutFirst(ENVELOPE));
        } else if (!request.isAnsweredBy(message)) {
            dropped(DropReason.STALE, 1);
        }
    }

    private static boolean isOurs(ZmqMessage message) {
        return message.frameCount() > ENVELOPE && message.frameSize(0) == Long.BYTES && message.frameSize(1) == 0;
    }

    /** Nobody else may answer what this peer was asked. */
    @Override
    void ended(Pipe pipe) {
        pipe.execute(() -> failAll(request -> request.isAskedOf(pipe), RequestPattern::lost)); // when it takes nothing any more
    }

    @Override
    void deserted() {
        ZmqException reason = desertion();
        if (reason != null) {
            failAll(any -> desertion() != null, () -> nobodyLeft(reason)); // who is told may know another endpoint
        }
    }

    private static ZmqException lost() {
        return new ZmqConnectionException(ErrorCode.ECONNRESET, "the peer has gone before its reply came: ask again");
    }

    private void failAll(Predicate<PendingRequest> which, Supplier<ZmqException> why) {
        for (PendingRequest request : pending.values()) {
            if (which.test(request)) {
                request.sink.error(why.get());
            }
        }
    }

    @Override
    void close() {
        closed = true;
        super.close();
        failAll(any -> true, ZmqClosedException::socketClosed);
    }
}
