package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.DealerSocket;
import java.util.function.Consumer;

/** A DEALER socket that listens, and whose application takes everything; the bystander is another one. */
final class DealerUnderAttack extends ReceivingUnderAttack {

    final DealerSocket dealer;
    private final DealerSocket bystander = zmq.dealer();
    private final EventLog events;
    private final Endpoint endpoint;

    DealerUnderAttack(Consumer<SocketOptions.Builder> changes) {
        dealer = zmq.dealer(options(changes));
        events = new EventLog(dealer);
        endpoint = dealer.bindNow("tcp://127.0.0.1:*");
        bystander.connectNow(endpoint);
        dealer.receive().subscribe(this::sort);
        assertBystanderIsServed();
    }

    @Override
    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    ZmqSocket victim() {
        return dealer;
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
