package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * One request at a time, round robin, and only the peer that was asked may answer (RFC 28, libzmq's req.cpp).
 *
 * <pre>
 *   line --turn, and a peer has room--> at a pipe --its queue takes it--> asked --reply--> next
 *     ^                                     |                               |
 *     +-----the pipe ended before it--------+       cancelled, peer lost----+--> given up --> next
 *       sent the request
 * </pre>
 *
 * <p>In the line a call belongs to whoever holds {@code turn}; from there it goes to one pipe, and until it is over or comes back all
 * that happens to it happens on that pipe's event loop, one thing after the other: it is put into the queue, answered, given up, or
 * its connection is lost. Only who settles it is open to any thread.
 *
 * <p>A reply to a request that was given up must not pass for the next one's. With a correlation number it cannot. Without, the
 * connection to the peer that was asked is closed and made anew, which is what users of libzmq do by closing the socket.
 */
final class ReqPattern extends Pattern {

    private final ReqLine line;
    private final ReqPeers peers = new ReqPeers();
    private final AtomicInteger turn = new AtomicInteger();
    /** The call that is at a pipe. Set by whoever holds the turn, cleared on that pipe's event loop. */
    private final AtomicReference<@Nullable ReqCall> current = new AtomicReference<>();
    private final RawReplies raw;
    private final ReqCalls calls;
    private final SocketSetup setup;
    /** Belongs to whoever holds the turn. */
    private int number = ThreadLocalRandom.current().nextInt();
    private volatile boolean closed;

    ReqPattern(SocketSetup setup) {
        super(setup.drops());
        this.setup = setup;
        this.line = new ReqLine(setup.options().queues().maxPendingSends());
        this.raw = new RawReplies(setup.drops());
        this.calls = new ReqCalls(this, setup, line, raw);
    }

    /** Where calls come in. */
    ReqCalls calls() {
        return calls;
    }

    /** The replies to raw requests. */
    Flux<ZmqMessage> receive() {
        return raw.received();
    }

    /** The call that is at a pipe, or null; any thread. */
    @Nullable ReqCall asked() {
        return current.get();
    }

    boolean isClosed() {
        return closed;
    }

    // ---- turns ----------------------------------------------------------------------------------------------------

    /** Goes on with whoever is first in the line; any thread. */
    void takeTurns() {
        if (turn.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            takeTurn();
            missed = turn.addAndGet(-missed);
        } while (missed != 0);
    }

    private void takeTurn() {
        if (closed) {
            ReqCall asked = current.get();
            if (asked != null && asked.settle()) {
                asked.failed(ZmqClosedException.socketClosed());
            }
            failLine(ZmqClosedException::socketClosed);
            return;
        }
        failLine(this::whyNobodyComes); // one that is at a pipe hears of the end of that
        ReqCall call;
        while (current.get() == null && !raw.isArriving() && (call = line.first()) != null) {
            if (call.envelope() == null) {
                call.putInto(setup.options().request().correlate() ? ReqEnvelope.numbered(++number) : ReqEnvelope.PLAIN);
            }
            if (!peers.pick(call)) {
                return;
            }
            line.removeFirst();
            current.set(call);
            go(call);
        }
    }

    private void go(ReqCall call) {
        Pipe pipe = call.pipe();
        if (pipe == null) {
            return;
        }
        EventLoop loop = pipe.loop();
        if (loop.inEventLoop()) {
            ask(pipe, call);
        } else if (!pipe.execute(() -> ask(pipe, call))) {
            fail(call, ZmqClosedException.contextClosed());
        }
    }

    private @Nullable ZmqException whyNobodyComes() {
        ZmqException reason = desertion();
        return reason == null ? null : nobodyLeft(reason);
    }

    /** Fails who waits for as long as there is a reason: whoever is told may know another endpoint, and ask again. */
    private void failLine(Supplier<@Nullable ZmqException> why) {
        ReqCall call;
        ZmqException cause;
        while ((call = line.first()) != null && (cause = why.get()) != null) {
            line.removeFirst();
            line.leave(call);
            if (call.settle()) {
                call.failed(cause);
            }
        }
    }

    private void next(ReqCall call) {
        current.compareAndSet(call, null);
        takeTurns();
    }

    /** Nobody waits for this call any more; any thread. */
    void gaveUp(ReqCall call) {
        Pipe pipe = call.pipe();
        if (pipe == null) {
            line.gaveUp(call);
            takeTurns();
            return;
        }
        line.leave(call);
        if (!pipe.execute(() -> giveUp(pipe, call))) {
            next(call);
        }
    }

    // ---- a call at a pipe, on the event loop of that pipe ---------------------------------------------------------

    private void ask(Pipe pipe, ReqCall call) {
        if (call.isSettled()) {
            next(call);
            return;
        }
        // both before it is sent: the reply, and whoever asks next because of it, may be faster than this method
        call.asked();
        line.leave(call);
        if (pipe.isTerminated() || !pipe.offer(call.message())) {
            sendBack(call);
            return;
        }
        call.sent();
    }

    /** This peer will not get it; the next one may. */
    private void sendBack(ReqCall call) {
        call.comesBack();
        line.comesBack(call);
        next(call);
    }

    private void giveUp(Pipe pipe, ReqCall call) {
        if (current.get() != call || !call.isAskedOf(pipe)) {
            return;
        }
        ReqEnvelope envelope = call.envelope();
        if (envelope != null && envelope.isNumbered()) {
            pipe.discardQueued(DropReason.STALE); // this one, if it is not on its way yet: nobody needs to work on it
        } else {
            if (pipe.connection() != null) {
                peers.rest(pipe);
            }
            pipe.reset(DropReason.STALE, new ZmqConnectionException(ErrorCode.ECONNABORTED,
                    "a request was given up, and its late reply must not pass for another's (request.correlate tells them apart)"));
        }
        next(call);
    }

    /** The call that this pipe has been asked, if it is not over. */
    private @Nullable ReqCall askedOf(Pipe pipe) {
        ReqCall call = current.get();
        return call != null && call.isAskedOf(pipe) ? call : null;
    }

    @Override
    public boolean onMessage(Pipe pipe, ZmqMessage message) {
        ReqCall call = askedOf(pipe);
        ReqEnvelope envelope = call == null ? null : call.envelope();
        if (call == null || envelope == null || call.isSettled()) {
            dropped(DropReason.STALE, 1);
            return true;
        }
        ZmqMessage reply = envelope.unwrap(message);
        if (reply == null || !call.settle()) {
            dropped(reply == null ? DropReason.UNEXPECTED_MESSAGE : DropReason.STALE, 1);
            return true;
        }
        if (call.isRaw()) {
            return rawReply(pipe, call, reply);
        }
        current.compareAndSet(call, null);
        call.replied(reply);
        takeTurns();
        return true;
    }

    private boolean rawReply(Pipe pipe, ReqCall call, ZmqMessage reply) {
        raw.arrives(pipe);
        current.compareAndSet(call, null); // whoever receives the reply may send at once
        try {
            return raw.accept(pipe, call, reply);
        } finally {
            takeTurns(); // who did so waits until now: this reply may turn out to be an old one
        }
    }

    @Override
    public void onReadComplete(Pipe pipe) {
        raw.endOfRead(pipe);
    }

    /** A request that is on the wire will not be answered any more; one that is still queued goes out on the next connection. */
    @Override
    public void onDetached(Pipe pipe) {
        ReqCall call = pipe.isAbandoned() ? null : askedOf(pipe);
        if (call != null && pipe.isOutboundEmpty()) {
            fail(call, connectionLost());
        }
    }

    private void fail(ReqCall call, ZmqException cause) {
        if (call.settle()) {
            line.leave(call);
            call.failed(cause);
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
        peers.add(pipe);
        takeTurns();
    }

    @Override
    public void onAttached(Pipe pipe, PeerConnection connection) {
        if (peers.wake(pipe)) {
            takeTurns();
        }
    }

    @Override
    void closed(Pipe pipe) {
        peers.remove(pipe);
    }

    /** There is no next connection: a request that is still queued goes to another peer. */
    @Override
    void ended(Pipe pipe) {
        ReqCall call = askedOf(pipe);
        if (call == null) {
            return;
        }
        if (pipe.isOutboundEmpty()) {
            fail(call, connectionLost());
            return;
        }
        long older = pipe.withdraw() - 1;
        if (older > 0) {
            dropped(DropReason.STALE, older); // those before it had been given up
        }
        sendBack(call);
    }

    @Override
    void deserted() {
        takeTurns();
    }

    @Override
    public void onRoom(Pipe pipe) {
        takeTurns();
    }

    @Override
    void close() {
        closed = true;
        takeTurns();
        raw.close();
    }
}
