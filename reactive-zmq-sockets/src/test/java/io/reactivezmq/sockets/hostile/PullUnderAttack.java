package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A PULL socket that listens, and whose application takes everything; the bystander is a PUSH socket. */
final class PullUnderAttack extends UnderAttack {

    private static final String HEALTHY = "healthy ";

    final PullSocket pull;
    /** What came from attackers. */
    final BlockingQueue<ZmqMessage> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> healthy = new LinkedBlockingQueue<>();
    private final PushSocket bystander;
    private final EventLog events;
    private final Endpoint endpoint;
    private int sent;

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

    private void sort(ZmqMessage message) {
        String text = message.frameAsString(0);
        if (text.startsWith(HEALTHY)) {
            healthy.add(text);
        } else {
            received.add(message);
        }
    }

    ZmqMessage next() {
        return take(received, "a message of an attacker");
    }

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
        assertThat(take(healthy, text)).isEqualTo(text);
    }
}
