package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PairSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A PAIR socket that listens. It has one peer: until {@link #assertBystanderIsServed} that is an attacker, who has to go then, and
 * from then on the bystander, another PAIR, for as long as it lives.
 */
final class PairUnderAttack extends ReceivingUnderAttack {

    private static final String WELCOME = "welcome";

    final PairSocket pair;
    private final BlockingQueue<String> atBystander = new LinkedBlockingQueue<>();
    private final PairSocket bystander = zmq.pair();
    private boolean admitted;

    PairUnderAttack(Consumer<SocketOptions.Builder> changes) {
        pair = zmq.pair(options(changes));
        listens(pair);
        pair.receive().subscribe(this::sort);
    }

    /** What the bystander says is heard from when it has heard the welcome; before it may still be turned away. */
    @Override
    void sendHealthy(ZmqMessage message) {
        if (!admitted) {
            sendAttackersAway();
            events().await(Disconnected.class, any -> true, events().all(HandshakeSucceeded.class, any -> true).size());
            bystander.connectNow(endpoint());
            bystander.receive().subscribe(heard -> atBystander.add(heard.frameAsString(0)));
            pair.send(ZmqMessage.of(WELCOME)).block(EventLog.DEADLINE);
            assertThat(take(atBystander, WELCOME)).isEqualTo(WELCOME);
            admitted = true;
        }
        bystander.send(message).block(EventLog.DEADLINE);
    }
}
