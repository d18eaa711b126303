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

/** A socket whose messages go through an {@link Outbox}, whatever route they take from there. */
abstract class AbstractSendingSocket extends AbstractSocket implements SendingSocket {

    final Outbox outbox;

    AbstractSendingSocket(SocketCore core, Outbox outbox) {
        super(core);
        this.outbox = outbox;
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
