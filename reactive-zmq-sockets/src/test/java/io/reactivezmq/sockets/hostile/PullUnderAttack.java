package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.function.Consumer;

/** A PULL socket that listens, and whose application takes everything; the bystander is a PUSH socket. */
final class PullUnderAttack extends ReceivingUnderAttack {

    final PullSocket pull;
    private final PushSocket bystander;

    PullUnderAttack() {
        this(unchanged -> { });
    }

    PullUnderAttack(Consumer<SocketOptions.Builder> changes) {
        pull = zmq.pull(options(changes));
        listens(pull);
        bystander = zmq.push();
        bystander.connectNow(endpoint());
        pull.receive().subscribe(this::sort);
        assertBystanderIsServed();
    }

    @Override
    void sendHealthy(ZmqMessage message) {
        bystander.send(message).block(EventLog.DEADLINE);
    }
}
