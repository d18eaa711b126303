package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.retry.Retry;

/**
 * Many requests under way at once, over a DEALER socket: what one builds by hand where REQ's lock-step is too slow.
 *
 * <pre>{@code
 * RequestClient client = zmq.requestClient();
 * client.socket().connectNow("tcp://127.0.0.1:5555");
 * client.request(ZmqMessage.of("time?"), Duration.ofSeconds(2), 3).subscribe(System.out::println);
 * }</pre>
 *
 * <p>Each request goes out as a number of 8 bytes, an empty frame, and its own frames. Every REP peer, and every ROUTER service that
 * gives envelopes back, answers with the same beginning, so replies may come in any order. Requests are spread over the peers in turn. A
 * reply that nobody waits for any more is dropped and counted as {@code STALE}. Thread-safe.
 */
public final class RequestClient implements Disposable, AutoCloseable {

    private static final FrameAccess FRAMES = FrameAccess.get();
    private static final byte[] DELIMITER = new byte[0];
    private static final int ENVELOPE = 2;

    private final DealerSocket socket;
    private final int maxInFlight;
    private final Map<Long, MonoSink<ZmqMessage>> pending = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    RequestClient(DealerSocket socket) {
        this.socket = socket;
        this.maxInFlight = socket.options().queues().maxPendingSends();
        socket.receive().doOnComplete(this::closed).subscribe(this::replied);
    }

    /** The socket, to bind, connect and watch; its messages are this client's. */
    public DealerSocket socket() {
        return socket;
    }

    /**
     * Asks one peer, and gives its reply.
     *
     * <ul>
     *   <li><b>Subscription</b>: cold; each one asks once.
     *   <li><b>Completion</b>: with the reply. There is no time limit, and a request that a peer took down with it is never answered: use
     *       {@link #request(ZmqMessage, Duration, int)} or {@code timeout}.
     *   <li><b>Errors</b>: {@link ZmqOverflowException} when {@code queues.maxPendingSends} requests are under way;
     *       {@link ZmqClosedException} when the socket is closed.
     *   <li><b>Cancellation</b>: the reply is not waited for.
     *   <li><b>Thread</b>: an event loop.
     * </ul>
     */
    public Mono<ZmqMessage> request(ZmqMessage message) {
        return Mono.create(sink -> ask(message, sink));
    }

    /**
     * As {@link #request(ZmqMessage)}, asking again, perhaps another peer, when no reply has come in time.
     *
     * @param timeout for each attempt; the last one's end is a {@link ZmqTimeoutException} (ETIMEDOUT)
     * @param retries attempts after the first, 0 or more; a peer may work on a request more than once
     */
    public Mono<ZmqMessage> request(ZmqMessage message, Duration timeout, int retries) {
        return request(message).timeout(timeout)
                .onErrorMap(TimeoutException.class, late -> new ZmqTimeoutException("no reply within " + timeout.toMillis()
                        + " ms to each of " + (retries + 1) + " requests: is the peer there, and does it give the envelope back?"))
                .retryWhen(Retry.max(retries).filter(ZmqTimeoutException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    private void ask(ZmqMessage message, MonoSink<ZmqMessage> sink) {
        if (pending.size() >= maxInFlight) {
            sink.error(new ZmqOverflowException("more than " + maxInFlight
                    + " requests are under way: wait for replies, use timeouts, or raise queues.maxPendingSends"));
            return;
        }
        long id = next.getAndIncrement();
        pending.put(id, sink);
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        Disposable sending = socket.send(FRAMES.prepend(message, number, DELIMITER)).subscribe(null, sink::error);
        sink.onDispose(() -> {
            pending.remove(id);
            sending.dispose();
        });
    }

    private void replied(ZmqMessage reply) {
        MonoSink<ZmqMessage> sink = isOurs(reply) ? pending.remove(reply.frameAsLong(0)) : null;
        if (sink == null) {
            socket.core.countDrop(DropReason.STALE);
        } else {
            sink.success(reply.withoutFirst(ENVELOPE));
        }
    }

    private static boolean isOurs(ZmqMessage reply) {
        return reply.frameCount() > ENVELOPE && reply.frameSize(0) == Long.BYTES && reply.frameSize(1) == 0;
    }

    private void closed() {
        pending.values().forEach(sink -> sink.error(ZmqClosedException.socketClosed()));
    }

    /** Requests that wait for a reply now. */
    public int inFlight() {
        return pending.size();
    }

    @Override
    public void dispose() {
        socket.dispose();
    }

    @Override
    public boolean isDisposed() {
        return socket.isDisposed();
    }

    /** Closes the socket; who waits for a reply gets a {@link ZmqClosedException}. */
    @Override
    public void close() {
        socket.close();
    }
}
