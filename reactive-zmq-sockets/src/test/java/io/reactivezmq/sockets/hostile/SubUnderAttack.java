package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A SUB socket that connects to attackers and to the bystander, a PUB socket. */
final class SubUnderAttack extends UnderAttack {

    static final String HEALTHY = "healthy ";

    final SubSocket sub;
    /** What came from attackers. */
    final BlockingQueue<ZmqMessage> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> healthy = new LinkedBlockingQueue<>();
    private final PubSocket bystander;
    private final EventLog events;
    private final Endpoint endpoint;
    private int sent;

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
        awaitSubscription(() -> bystander.trySend(ZmqMessage.of(HEALTHY + 0)), healthy);
    }

    private void sort(ZmqMessage message) {
        String text = message.frameAsString(0);
        if (text.startsWith(HEALTHY)) {
            healthy.add(text);
        } else {
            received.add(message);
        }
    }

    /** A listening attacker that the socket connects to. */
    RawServer server() {
        RawServer server = bring(new RawServer());
        sub.connectNow(server.endpoint());
        return server;
    }

    ZmqMessage next() {
        return take(received, "a message of an attacker");
    }

    /** The bystander's endpoint. */
    @Override
    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    EventLog events() {
        return events;
    }

    @Override
    void assertBystanderIsServed() {
        String text = HEALTHY + ++sent;
        bystander.send(ZmqMessage.of(text)).block(EventLog.DEADLINE);
        String arrived;
        do {
            arrived = take(healthy, text);
        } while (arrived.equals(HEALTHY + 0));
        assertThat(arrived).isEqualTo(text);
    }
}
