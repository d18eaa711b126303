package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.SendMessage;
import java.util.Arrays;
import reactor.core.publisher.Mono;

/** A request that a {@link RepSocket} has received, and the way back to who asked. Immutable. */
public final class Request {

    private static final FrameAccess FRAMES = FrameAccess.get();

    private final byte[][] envelope;
    private final ZmqMessage message;
    private final Outbox outbox;

    private Request(byte[][] envelope, ZmqMessage message, Outbox outbox) {
        this.envelope = envelope;
        this.message = message;
        this.outbox = outbox;
    }

    /** @param received the peer's name, its envelope and the empty frame, then the request */
    static Request of(ZmqMessage received, Outbox outbox) {
        byte[][] envelope = new byte[RepPattern.delimiter(received) + 1][];
        Arrays.setAll(envelope, i -> FRAMES.frame(received, i));
        return new Request(envelope, received.withoutFirst(envelope.length), outbox);
    }

    /** What the peer asked, without the envelope. */
    public ZmqMessage message() {
        return message;
    }

    /**
     * Sends an answer; completes when it is in the peer's queue, or dropped and counted because the peer has gone or does not
     * read. A REQ peer takes one answer to a request. Cold; fails only when the socket is closed.
     */
    public Mono<Void> reply(ZmqMessage answer) {
        return new SendMessage(outbox, FRAMES.prepend(answer, envelope.clone()));
    }

    @Override
    public String toString() {
        return "Request[" + message + "]";
    }
}
