package io.reactivezmq.sockets;

import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.error.ZmqStateException;
import io.reactivezmq.core.message.ZmqMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** How calls come to a {@link ReqPattern}: whether there is a place for one, and what becomes of those before it. */
final class ReqCalls {

    private final ReqPattern pattern;
    private final SocketSetup setup;
    private final ReqLine line;
    private final RawReplies raw;

    ReqCalls(ReqPattern pattern, SocketSetup setup, ReqLine line, RawReplies raw) {
        this.pattern = pattern;
        this.setup = setup;
        this.line = line;
        this.raw = raw;
    }

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
            if (setup.options().request().relaxed()) {
                sendRelaxed(body, sink);
            } else if (takeOnlyPlace(sink)) {
                ReqCall call = ReqCall.send(body, sink);
                raw.isFor(call);
                join(call, sink);
            }
        }));
    }

    /** The newest counts: whatever is asked now, and the raw request before this one wherever that stands, are given up. */
    private void sendRelaxed(ZmqMessage body, MonoSink<Void> sink) {
        supersede(pattern.asked());
        supersede(raw.newest()); // gives its place free
        if (takePlace(sink)) {
            ReqCall call = ReqCall.send(body, sink);
            supersede(raw.isFor(call));
            raw.forgetBefore(call, () -> join(call, sink));
        }
    }

    private void supersede(@Nullable ReqCall older) {
        if (older != null && older.settle()) {
            older.failed(new ZmqStateException("a newer request took its place (request.relaxed)"));
            pattern.gaveUp(older);
        }
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
            if (pattern.asked() == null && !raw.isThere()) { // whoever had the place before is there before leaving it
                return true;
            }
            line.returnPlace();
        }
        sink.error(new ZmqStateException("a reply is awaited, or was not received: take it from receive() before the next send,"
                + " or set request.relaxed"));
        return false;
    }

    /** A close that runs just then fails who has joined. */
    private boolean isClosed(MonoSink<?> sink) {
        if (pattern.isClosed()) {
            sink.error(ZmqClosedException.socketClosed());
        }
        return pattern.isClosed();
    }

    private void join(ReqCall call, MonoSink<?> sink) {
        line.join(call); // before it can be cancelled, so that it is in the line when it is counted as given up
        sink.onCancel(() -> {
            if (call.settle()) {
                pattern.gaveUp(call);
            }
        });
        pattern.takeTurns();
    }
}
