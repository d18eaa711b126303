package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.function.Consumer;

/** A PULL socket that listens, and whose application takes everything; the bystander is a PUSH socket. */
final class PullUnderAttack extends ReceivingUnderAttack {

    final PullSocket pull;
    private final PushSocket bystander;
    private final EventLog events;
    private final Endpoint endpoint;

    PullUnderAttack() {
        this(unchanged -> { });
    }

    PullUnderAttack(Consumer<SocketOptions.Builder> changes) {
        pull = zmq.pull(options(changes));
        events = new EventLog(pull);
        endpoint = pull.bindNow("tcp://127.0.0.1:*");
        bystander = zmq.push();
        bystander.connectNow(endpoint);
        pull.receive().subscribe(this::sort);
        assertBystanderIsServed();
    }

    @Override
    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    ZmqSocket victim() {
        return pull;
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
