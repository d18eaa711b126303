package io.reactivezmq.sockets;

import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.nio.ByteBuffer;
import java.time.Duration;
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
 * gives envelopes back, answers with the same beginning, so replies may come in any order. Requests are spread over the peers in turn.
 *
 * <p>A reply counts only from the peer that was asked: the numbers are consecutive, and a peer may guess those of others, but it cannot
 * answer for them. What another peer says, and a reply that nobody waits for any more, is dropped and counted as {@code STALE}.
 * Thread-safe.
 */
public final class RequestClient implements Disposable, AutoCloseable {

    private static final FrameAccess FRAMES = FrameAccess.get();
    private static final byte[] DELIMITER = new byte[0];

    private final DealerSocket socket;
    private final RequestPattern pattern;
    private final AtomicLong next = new AtomicLong();

    RequestClient(SocketSetup setup) {
        this.pattern = new RequestPattern(setup);
        this.socket = new DealerSocket(setup, pattern);
        socket.receive().subscribe(); // so that nobody else waits there for what never comes
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
     *   <li><b>Completion</b>: with the reply. There is no time limit, and a request that was lost with a connection which is made anew is
     *       never answered: use {@link #request(ZmqMessage, Duration, int)} or {@code timeout}.
     *   <li><b>Errors</b>: {@link ZmqConnectionException} (ECONNRESET) when the peer that was asked has gone for good, one that had
     *       connected to this side for one: it may or may not have worked on the request;
     *       {@link ZmqOverflowException} when {@code queues.maxPendingSends} requests are under way;
     *       when every endpoint was given up, as for {@link ReqSocket#request};
     *       {@link ZmqClosedException} when the socket is closed.
     *   <li><b>Cancellation</b>: the reply is not waited for.
     *   <li><b>Thread</b>: an event loop.
     * </ul>
     */
    public Mono<ZmqMessage> request(ZmqMessage message) {
        return new ContainedMono<>(Mono.create(sink -> ask(message, sink)));
    }

    /**
     * As {@link #request(ZmqMessage)}, asking again, perhaps another peer, when no reply has come in time or the peer has gone.
     *
     * @param timeout for each attempt; the last one's end is a {@link ZmqTimeoutException} (ETIMEDOUT)
     * @param retries attempts after the first, 0 or more; a peer may work on a request more than once
     */
    public Mono<ZmqMessage> request(ZmqMessage message, Duration timeout, int retries) {
        return request(message).timeout(timeout)
                .onErrorMap(TimeoutException.class, late -> new ZmqTimeoutException("no reply within " + timeout.toMillis()
                        + " ms to each of " + (retries + 1) + " requests: is the peer there, and does it give the envelope back?"))
                .retryWhen(Retry.max(retries).filter(RequestClient::mayBeAskedAgain)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    private static boolean mayBeAskedAgain(Throwable failure) {
        return failure instanceof ZmqTimeoutException || failure instanceof ZmqConnectionException;
    }

    private void ask(ZmqMessage message, MonoSink<ZmqMessage> sink) {
        if (!pattern.takePlace()) {
            sink.error(new ZmqOverflowException("more than " + pattern.maxInFlight()
                    + " requests are under way: wait for replies, use timeouts, or raise queues.maxPendingSends"));
            return;
        }
        long id = next.getAndIncrement();
        pattern.await(id, new PendingRequest(sink));
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        Disposable sending = socket.send(FRAMES.prepend(message, number, DELIMITER)).subscribe(null, sink::error);
        sink.onDispose(() -> {
            pattern.forget(id);
            sending.dispose();
        });
    }

    /** Requests that wait for a reply now. */
    public int inFlight() {
        return pattern.size();
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
