package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A socket under attack whose application takes everything, and knows what its healthy peer says from what attackers say. */
abstract class ReceivingUnderAttack extends UnderAttack {

    static final String HEALTHY = "healthy ";
    /** What the healthy peer may repeat until it is heard for the first time; copies of it may come late. */
    static final String REHEARSAL = HEALTHY + 0;

    /** What came from attackers. */
    final BlockingQueue<ZmqMessage> received = new LinkedBlockingQueue<>();
    final BlockingQueue<String> healthy = new LinkedBlockingQueue<>();
    private int sent;

    /** The subscriber of {@code receive()}. */
    final void sort(ZmqMessage message) {
        String text = message.frameAsString(0);
        if (text.startsWith(HEALTHY)) {
            healthy.add(text);
        } else {
            received.add(message);
        }
    }

    final ZmqMessage next() {
        return take(received, "a message of an attacker");
    }

    /** Has the healthy peer send this. */
    abstract void sendHealthy(ZmqMessage message);

    @Override
    void assertBystanderIsServed() {
        String text = HEALTHY + ++sent;
        sendHealthy(ZmqMessage.of(text));
        String arrived;
        do {
            arrived = take(healthy, text);
        } while (arrived.equals(REHEARSAL));
        assertThat(arrived).isEqualTo(text);
    }
}
