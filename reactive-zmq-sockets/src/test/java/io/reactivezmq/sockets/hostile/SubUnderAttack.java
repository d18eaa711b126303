package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import java.util.function.Consumer;

/** A SUB socket that connects to attackers and to the bystander, a PUB socket. */
final class SubUnderAttack extends ReceivingUnderAttack {

    final SubSocket sub;
    private final PubSocket bystander;
    private final EventLog events;
    private final Endpoint endpoint;

    SubUnderAttack() {
        this(unchanged -> { });
    }

    SubUnderAttack(Consumer<SocketOptions.Builder> changes) {
        bystander = zmq.pub();
        endpoint = bystander.bindNow("tcp://127.0.0.1:*");
        sub = zmq.sub(options(changes));
        events = new EventLog(sub);
        sub.subscribe(HEALTHY);
        sub.connectNow(endpoint);
        sub.receive().subscribe(this::sort);
        awaitSubscription(() -> bystander.trySend(ZmqMessage.of(REHEARSAL)), healthy);
    }

    /** A listening attacker that the socket connects to. */
    RawServer server() {
        RawServer server = bring(new RawServer());
        sub.connectNow(server.endpoint());
        return server;
    }

    /** The bystander's endpoint. */
    @Override
    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    ZmqSocket victim() {
        return sub;
    }

    @Override
    EventLog events() {
        return events;
    }

    @Override
    void sendHealthy(ZmqMessage message) {
        bystander.send(message).block(EventLog.DEADLINE);
    }
}
