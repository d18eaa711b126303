package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.error.ZmqStateException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.RequestOptions;
import io.reactivezmq.sockets.pattern.RoundRobin;
import io.reactivezmq.sockets.pipe.Inbox;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * One request at a time, round robin, and only the peer that was asked may answer (RFC 28, libzmq's req.cpp).
 *
 * <pre>
 *   waiting --turn, and a peer has room--> asked --reply--> next
 *                                            |
 *                                            +--cancelled, peer lost--> given up --> next
 * </pre>
 *
 * <p>A reply to a request that was given up must not pass for the next one's. With a correlation number it cannot. Without, the
 * connection to the peer that was asked is closed and made anew, which is what users of libzmq do by closing the socket.
 *
 * <p>{@code turn} serialises everything that sends; replies are taken on the event loop of the peer.
 */
final class ReqPattern extends Pattern {

    private static final int CHUNK = 64;

    private final RoundRobin<Pipe, ZmqMessage> pipes = new RoundRobin<>(Pipe[]::new, this::ask);
    private final MpscUnboundedArrayQueue<ReqCall> waiting = new MpscUnboundedArrayQueue<>(CHUNK);
    /** The line, the one whose turn it is first; belongs to whoever holds {@code turn}. */
    private final ArrayDeque<ReqCall> line = new ArrayDeque<>();
    /** Who waits for a turn. Calls that were given up do not count, although some may still stand in the line. */
    private final AtomicInteger waitingCalls = new AtomicInteger();
    /** Who has given up and stands in the line all the same; there are never many more of them than of others. */
    private final AtomicInteger givenUp = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicReference<@Nullable ReqCall> current = new AtomicReference<>();
    private final Inbox inbox = new Inbox();
    private final SocketSetup setup;
    private final ReqEnvelope envelope = new ReqEnvelope();
    private final int maxWaiting;
    private volatile @Nullable Pipe asked;
    /** The last pipe that lost its connection, for a call that is being sent meanwhile. */
    private volatile @Nullable Pipe lost;
    private volatile boolean closed;

    ReqPattern(SocketSetup setup) {
        super(setup.drops());
        this.setup = setup;
        this.maxWaiting = setup.options().queues().maxPendingSends();
    }

    private RequestOptions options() {
        return setup.options().request();
    }

    Inbox inbox() {
        return inbox;
    }

    // ---- requests -------------------------------------------------------------------------------------------------

    Mono<ZmqMessage> request(ZmqMessage body) {
        return Mono.create(sink -> submit(ReqCall.request(body, sink), sink));
    }

    /** The raw half: an error if a reply is awaited, unless relaxed, where the older request is given up. */
    Mono<Void> send(ZmqMessage body) {
        return Mono.create(sink -> {
            ReqCall older = current.get();
            if (older != null || waitingCalls.get() > 0) {
                if (!options().relaxed()) {
                    sink.error(new ZmqStateException("a reply is awaited: receive it before the next send, or set request.relaxed"));
                    return;
                }
                if (older != null && older.settle()) {
                    older.failed(new ZmqStateException("a newer request took its place (request.relaxed)"));
                    settled(older);
                }
            }
            submit(ReqCall.send(body, sink), sink);
        });
    }

    private void submit(ReqCall call, MonoSink<?> sink) {
        if (closed) {
            sink.error(ZmqClosedException.socketClosed());
            return;
        }
        if (waitingCalls.incrementAndGet() > maxWaiting) {
            waitingCalls.decrementAndGet();
            sink.error(new ZmqOverflowException("more than " + maxWaiting
                    + " requests wait for their turn: ask less, ask through a RequestClient, or raise queues.maxPendingSends"));
            return;
        }
        waiting.offer(call); // before it can be cancelled, so that it is in the line when it is counted as given up
        sink.onCancel(() -> {
            if (call.settle()) {
                settled(call);
            }
        });
        takeTurns();
    }

    private void takeTurns() {
        if (turn.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            takeTurn();
            missed = turn.addAndGet(-missed);
        } while (missed != 0);
    }

    /** The wait for a turn is over, for one reason or another. */
    private void leaveLine(ReqCall call) {
        if (call.leaveLine()) {
            waitingCalls.decrementAndGet();
        }
    }

    private void arrange() {
        ReqCall call;
        while ((call = waiting.poll()) != null) {
            line.add(call);
        }
        if (givenUp.get() > line.size() / 2) {
            givenUp.set(0);
            line.removeIf(ReqCall::isSettled);
        }
    }

    private void takeTurn() {
        arrange();
        ReqCall call;
        while (current.get() == null && (call = line.peek()) != null) {
            if (closed && call.settle()) {
                call.failed(ZmqClosedException.socketClosed());
            }
            if (!call.isSettled()) {
                envelope.next(options().correlate());
                lost = null;
                asked = null; // whoever answered the last request must not answer this one before it is somebody's
                current.set(call); // before it is sent: the reply may be faster than this thread
                if (pipes.offer(envelope.wrap(call.body))) {
                    call.asked();
                } else {
                    current.compareAndSet(call, null);
                    if (!call.isSettled()) {
                        return;
                    }
                }
            }
            line.poll();
            leaveLine(call);
            Pipe gone = lost;
            if (gone != null && gone == asked && call.settle()) {
                call.failed(connectionLost()); // while it was sent: it may be on the wire or wait for the next connection
            }
            call.sent();
            if (call.isSettled()) {
                giveUp(call);
            }
        }
    }

    private boolean ask(Pipe pipe, ZmqMessage request) {
        asked = pipe;
        return pipe.offer(request);
    }

    /** Nobody waits for this call any more. One that is being sent at this moment is given up by whoever sends it. */
    private void settled(ReqCall call) {
        leaveLine(call);
        if (call.isAsked()) {
            giveUp(call);
        } else {
            givenUp.incrementAndGet();
            takeTurns();
        }
    }

    /** Nobody waits for this call's reply any more. Harmless when told twice, or for a call that was never sent. */
    private void giveUp(ReqCall call) {
        Pipe pipe = asked;
        if (current.get() != call || pipe == null || envelope.correlates() || !pipe.execute(() -> reset(pipe, call))) {
            next(call);
        }
    }

    private void reset(Pipe pipe, ReqCall call) {
        if (current.get() == call) {
            pipe.reset(DropReason.STALE, new ZmqConnectionException(ErrorCode.ECONNABORTED,
                    "a request was given up, and its late reply must not pass for another's (request.correlate tells them apart)"));
            next(call);
        }
    }

    private void next(ReqCall call) {
        current.compareAndSet(call, null);
        takeTurns();
    }

    // ---- replies --------------------------------------------------------------------------------------------------

    @Override
    public boolean onMessage(Pipe pipe, ZmqMessage message) {
        ReqCall call = current.get();
        ZmqMessage reply = call == null || asked != pipe ? null : envelope.unwrap(message);
        if (call == null || reply == null || !call.settle()) {
            dropped(call == null || asked != pipe ? DropReason.STALE : DropReason.UNEXPECTED_MESSAGE, 1);
            return true;
        }
        boolean room = true;
        current.compareAndSet(call, null);
        if (!call.replied(reply)) {
            room = inbox.accept(pipe, reply);
        }
        takeTurns();
        return room;
    }

    @Override
    public void onReadComplete(Pipe pipe) {
        inbox.endOfRead(pipe);
    }

    /** A request that is on the wire will not be answered any more; one that is still queued goes out on the next connection. */
    @Override
    public void onDetached(Pipe pipe) {
        if (pipe.isAbandoned()) {
            return; // its request was given up, and the next one has never been near this connection
        }
        lost = pipe;
        if (asked == pipe && pipe.isOutboundEmpty()) {
            lose();
        }
    }

    private void lose() {
        ReqCall call = current.get();
        if (call != null && call.isAsked() && call.settle()) {
            call.failed(connectionLost());
            next(call);
        }
    }

    private static ZmqException connectionLost() {
        return new ZmqConnectionException(
                ErrorCode.ECONNRESET, "the connection to the peer was lost before its reply came: ask again");
    }

    // ---- peers ----------------------------------------------------------------------------------------------------

    @Override
    void opened(Pipe pipe) {
        pipes.add(pipe);
        takeTurns();
    }

    @Override
    void closed(Pipe pipe) {
        pipes.remove(pipe);
    }

    @Override
    void ended(Pipe pipe) {
        lost = pipe;
        if (asked == pipe) {
            lose();
        }
    }

    @Override
    public void onRoom(Pipe pipe) {
        takeTurns();
    }

    @Override
    void close() {
        closed = true;
        ReqCall call = current.get();
        if (call != null && call.settle()) {
            call.failed(ZmqClosedException.socketClosed());
            next(call);
        } else {
            takeTurns();
        }
        inbox.close();
    }
}
