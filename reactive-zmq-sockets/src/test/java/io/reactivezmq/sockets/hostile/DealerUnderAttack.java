package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.DealerSocket;
import java.util.function.Consumer;

/** A DEALER socket that listens, and whose application takes everything; the bystander is another one. */
final class DealerUnderAttack extends ReceivingUnderAttack {

    final DealerSocket dealer;
    private final DealerSocket bystander = zmq.dealer();

    DealerUnderAttack(Consumer<SocketOptions.Builder> changes) {
        dealer = zmq.dealer(options(changes));
        listens(dealer);
        bystander.connectNow(endpoint());
        dealer.receive().subscribe(this::sort);
        assertBystanderIsServed();
    }

    @Override
    void sendHealthy(ZmqMessage message) {
        bystander.send(message).block(EventLog.DEADLINE);
    }
}
