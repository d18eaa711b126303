package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A PUB socket that listens; the bystander is a SUB socket with a topic of its own. */
final class PubUnderAttack extends UnderAttack {

    private static final String HEALTHY = "healthy ";

    final PubSocket pub;
    private final BlockingQueue<String> healthy = new LinkedBlockingQueue<>();
    private int sent;

    PubUnderAttack() {
        this(unchanged -> { });
    }

    PubUnderAttack(Consumer<SocketOptions.Builder> changes) {
        pub = zmq.pub(options(changes));
        listens(pub);
        SubSocket bystander = zmq.sub();
        bystander.subscribe(HEALTHY);
        bystander.connectNow(endpoint());
        bystander.receive().subscribe(message -> healthy.add(message.frameAsString(0)));
        awaitSubscription(() -> publish(HEALTHY + 0), healthy);
    }

    void publish(String... frames) {
        pub.send(ZmqMessage.of(frames)).block(EventLog.DEADLINE);
    }

    @Override
    void assertBystanderIsServed() {
        String text = HEALTHY + ++sent;
        publish(text);
        String arrived;
        do {
            arrived = take(healthy, text);
        } while (arrived.equals(HEALTHY + 0)); // more of those of the beginning may have been under way
        assertThat(arrived).isEqualTo(text);
    }
}
