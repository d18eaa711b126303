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
 * ZMQ_PUB (RFC 29): sends each message to every SUB peer whose subscriptions match its first bytes.
 *
 * <p>Sending never waits: a peer at its send high-water mark misses the message, a message that nobody wants is gone.
 * The former is counted in {@link #statistics()} as {@code SEND_HIGH_WATER_MARK}, once for each peer that missed it.
 * {@link #trySend} returns true, {@link #send(ZmqMessage)} completes at once, {@link #send(Publisher)} asks its source in
 * batches for as long as it emits. A subscriber gets messages from the moment its subscription has arrived here.
 */
public final class PubSocket extends AbstractSocket implements SendingSocket {

    private final Outbox outbox;

    PubSocket(SocketSetup setup) {
        this(setup, new PubPattern(setup));
    }

    private PubSocket(SocketSetup setup, PubPattern pattern) {
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
