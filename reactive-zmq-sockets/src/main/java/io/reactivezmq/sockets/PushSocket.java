package io.reactivezmq.sockets;

import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.MessagePump;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.SendMessage;
import io.reactivezmq.sockets.pipe.SendPublisher;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * ZMQ_PUSH (RFC 30): sends each message to one of its PULL peers, in turn, skipping those without room.
 *
 * <p>It never drops a message while a peer may still take it: when every peer is at its send high-water mark, or there is no peer,
 * {@link #trySend} returns false, {@link #send(ZmqMessage)} waits, and {@link #send(Publisher)} asks its source for no more. A
 * peer that was connected (not bound) counts from {@code connect} on, before its network connection exists: its queue fills
 * first. What has been accepted and is lost with a connection or when linger ends is counted in
 * {@link #statistics()} as {@code CONNECTION_LOST} or {@code LINGER_EXPIRED}.
 */
public final class PushSocket extends AbstractSocket implements SendingSocket {

    private final Outbox outbox;

    PushSocket(SocketSetup setup) {
        this(setup, new PushPattern(setup));
    }

    private PushSocket(SocketSetup setup, PushPattern pattern) {
        super(new SocketCore(setup, pattern));
        this.outbox = pattern.outbox();
    }

    @Override
    public Mono<Void> send(ZmqMessage message) {
        return new SendMessage(outbox, message);
    }

    @Override
    public Mono<Void> send(Publisher<? extends ZmqMessage> messages) {
        return new SendPublisher(outbox, messages);
    }

    @Override
    public boolean trySend(ZmqMessage message) {
        return outbox.trySend(message);
    }

    @Override
    public CoreSubscriber<ZmqMessage> asSubscriber() {
        return new MessagePump(outbox, null);
    }
}
