package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.error.ZmqStateException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.RequestOptions;
import io.reactivezmq.sockets.pipe.Inbox;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

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
    private final Inbox inbox = new Inbox();
    private final UnreadReply unread = new UnreadReply();
    private final SocketSetup setup;
    /** Belongs to whoever holds the turn. */
    private int number = ThreadLocalRandom.current().nextInt();
    private volatile boolean closed;

    ReqPattern(SocketSetup setup) {
        super(setup.drops());
        this.setup = setup;
        this.line = new ReqLine(setup.options().queues().maxPendingSends());
    }

    private RequestOptions options() {
        return setup.options().request();
    }

    // ---- calls ----------------------------------------------------------------------------------------------------

    Mono<ZmqMessage> request(ZmqMessage body) {
        return new ContainedMono<>(Mono.create(sink -> {
            if (takePlace(sink)) {
                join(ReqCall.request(body, sink), sink);
            }
        }));
    }

    /** The raw half: an error if a reply is awaited, unless relaxed, where the older request is given up. */
    Mono<Void> send(ZmqMessage body) {
        return new ContainedMono<>(Mono.create(sink -> {
            boolean relaxed = options().relaxed();
            if (relaxed) {
                supersede();
            }
            if (relaxed ? takePlace(sink) : takeOnlyPlace(sink)) {
                join(ReqCall.send(body, sink), sink);
            }
        }));
    }

    /** What is left of the request before a relaxed one: its call, or its reply, which must not pass for the next one's. */
    private void supersede() {
        ReqCall older = current.get();
        if (older != null && older.settle()) {
            older.failed(new ZmqStateException("a newer request took its place (request.relaxed)"));
            gaveUp(older);
        }
        unread.forget();
    }

    /** The replies to raw requests. */
    Flux<ZmqMessage> receive() {
        return inbox.doOnNext(reply -> unread.received());
    }

    private boolean takePlace(MonoSink<?> sink) {
        if (isClosed(sink)) {
            return false;
        }
        if (line.takePlace()) {
            return true;
        }
        sink.error(new ZmqOverflowException("more than " + setup.options().queues().maxPendingSends()
                + " requests wait for their turn: ask less, ask through a RequestClient, or raise queues.maxPendingSends"));
        return false;
    }

    private boolean takeOnlyPlace(MonoSink<?> sink) {
        if (isClosed(sink)) {
            return false;
        }
        if (line.takeOnlyPlace()) {
            if (current.get() == null && !unread.isThere()) { // whoever had the place before is there before leaving it
                return true;
            }
            line.returnPlace();
        }
        sink.error(new ZmqStateException("a reply is awaited, or was not received: take it from receive() before the next send, or set request.relaxed"));
        return false;
    }

    /** A close that runs just then fails who has joined. */
    private boolean isClosed(MonoSink<?> sink) {
        if (closed) {
            sink.error(ZmqClosedException.socketClosed());
        }
        return closed;
    }

    private void join(ReqCall call, MonoSink<?> sink) {
        line.join(call); // before it can be cancelled, so that it is in the line when it is counted as given up
        sink.onCancel(() -> {
            if (call.settle()) {
                gaveUp(call);
            }
        });
        takeTurns();
    }

    // ---- turns ----------------------------------------------------------------------------------------------------

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

    private void takeTurn() {
        ZmqException reason = desertion();
        if (closed) {
            ReqCall asked = current.get();
            if (asked != null && asked.settle()) {
                asked.failed(ZmqClosedException.socketClosed());
            }
            failLine(ZmqClosedException::socketClosed);
            return;
        }
        if (reason != null) {
            failLine(() -> nobodyLeft(reason)); // one that is at a pipe hears of the end of that
            return;
        }
        ReqCall call;
        while (current.get() == null && (call = line.first()) != null) {
            if (call.envelope() == null) {
                call.putInto(options().correlate() ? ReqEnvelope.numbered(++number) : ReqEnvelope.PLAIN);
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

    private void failLine(Supplier<ZmqException> why) {
        ReqCall call;
        while ((call = line.first()) != null) {
            line.removeFirst();
            line.leave(call);
            if (call.settle()) {
                call.failed(why.get());
            }
        }
    }

    private void next(ReqCall call) {
        current.compareAndSet(call, null);
        takeTurns();
    }

    /** Nobody waits for this call any more; any thread. */
    private void gaveUp(ReqCall call) {
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
        if (envelope == null || !envelope.isNumbered()) {
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
        unread.arrives(pipe);
        current.compareAndSet(call, null); // whoever receives the reply may send at once
        boolean room = inbox.accept(pipe, reply);
        unread.hasArrived();
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
        inbox.close();
    }
}
