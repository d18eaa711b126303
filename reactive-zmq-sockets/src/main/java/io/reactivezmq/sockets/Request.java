package io.reactivezmq.sockets;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.util.Arrays;
import reactor.core.publisher.Mono;

/** A request that a {@link RepSocket} has received, and the way back to who asked. Immutable. */
public final class Request {

    private static final FrameAccess FRAMES = FrameAccess.get();

    private final byte[][] envelope;
    private final ZmqMessage message;
    private final RoutingId peer;
    private final RouterPattern router;

    private Request(RoutingId peer, byte[][] envelope, ZmqMessage message, RouterPattern router) {
        this.peer = peer;
        this.envelope = envelope;
        this.message = message;
        this.router = router;
    }

    /** @param received the peer's name, its envelope and the empty frame, then the request */
    static Request of(ZmqMessage received, RouterPattern router) {
        RoutingId peer = RoutingId.wrap(FRAMES.frame(received, 0));
        ZmqMessage asked = received.withoutFirst(1);
        byte[][] envelope = new byte[RepPattern.delimiter(asked) + 1][];
        Arrays.setAll(envelope, i -> FRAMES.frame(asked, i));
        return new Request(peer, envelope, asked.withoutFirst(envelope.length), router);
    }

    /** What the peer asked, without the envelope. */
    public ZmqMessage message() {
        return message;
    }

    /**
     * Sends an answer; completes when it is in the peer's queue, or dropped and counted because the peer has gone or does not
     * read. A REQ peer takes one answer to a request. Cold; fails only when the socket is closed.
     *
     * <p>With {@code routing.mandatory} it waits for a peer that does not read, and for no other, and fails with a
     * {@link io.reactivezmq.core.error.ZmqUnroutableException} (EHOSTUNREACH) when the peer has gone.
     */
    public Mono<Void> reply(ZmqMessage answer) {
        return router.send(peer, FRAMES.prepend(answer, envelope.clone()));
    }

    /** For a service, which goes on whatever becomes of one peer; fails only when the socket is closed. */
    void replyOrDrop(ZmqMessage answer) {
        router.routeOrDrop(peer, FRAMES.prepend(answer, envelope.clone()));
    }

    @Override
    public String toString() {
        return "Request[" + message + "]";
    }
}
