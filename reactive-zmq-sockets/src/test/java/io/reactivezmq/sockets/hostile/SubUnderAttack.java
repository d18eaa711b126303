package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import java.util.function.Consumer;

/** A SUB socket that connects to attackers and to the bystander, a PUB socket. */
final class SubUnderAttack extends ReceivingUnderAttack {

    final SubSocket sub;
    private final PubSocket bystander;

    SubUnderAttack() {
        this(unchanged -> { });
    }

    SubUnderAttack(Consumer<SocketOptions.Builder> changes) {
        bystander = zmq.pub();
        sub = zmq.sub(options(changes));
        connectsTo(bystander.bindNow("tcp://127.0.0.1:*"), sub);
        sub.subscribe(HEALTHY);
        sub.connectNow(endpoint());
        sub.receive().subscribe(this::sort);
        awaitSubscription(() -> bystander.trySend(ZmqMessage.of(REHEARSAL)), healthy);
    }

    /** A listening attacker that the socket connects to. */
    RawServer server() {
        RawServer server = bring(new RawServer());
        sub.connectNow(server.endpoint());
        return server;
    }

    @Override
    void sendHealthy(ZmqMessage message) {
        bystander.send(message).block(EventLog.DEADLINE);
    }
}
