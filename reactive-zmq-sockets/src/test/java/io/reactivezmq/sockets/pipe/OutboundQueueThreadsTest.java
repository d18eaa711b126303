package io.reactivezmq.sockets.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread sends as fast as it can, another one raises the mark and takes. */
class OutboundQueueThreadsTest {

    private static final int ROUNDS = 500;
    private static final int RAISED = 1_000;

    /** What the sender puts numbers into, each queue's own; null when it is to end. */
    private final AtomicReference<@Nullable OutboundQueue> open = new AtomicReference<>();
    private volatile @Nullable OutboundQueue refusedBy;

    private static ZmqMessage number(int number) {
        return ZmqMessage.builder().addInt(number).build();
    }

    private static OutboundQueue full(int mark) {
        OutboundQueue queue = new OutboundQueue(mark, 0);
        for (int i = 0; i < mark; i++) {
            queue.offer(number(i));
        }
        return queue;
    }

    /** Goes on behind what is in the queue already. */
    private void send(int mark) {
        OutboundQueue known = null;
        int next = mark;
        OutboundQueue queue;
        while ((queue = open.get()) != null) {
            next = queue == known ? next : mark;
            known = queue;
            if (queue.offer(number(next))) {
                next++;
            } else {
                refusedBy = queue;
            }
        }
    }

    private static ZmqMessage take(OutboundQueue queue) {
        ZmqMessage message;
        while ((message = queue.poll()) == null) {
            Thread.onSpinWait();
        }
        return message;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 64})
    @DisplayName("ZMQ_SNDHWM raised while a full queue is sent to: nothing is lost, and the sender's order is kept")
    void what_is_queued_when_the_mark_is_raised_stays_and_goes_first(int mark) throws InterruptedException {
        open.set(full(mark));
        Thread sender = new Thread(() -> send(mark));
        sender.start();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                OutboundQueue queue = full(mark);
                open.set(queue);
                while (refusedBy != queue) {
                    Thread.onSpinWait();
                }

                queue.highWaterMark(RAISED);

                for (int i = 0; i < 2 * mark; i++) {
                    assertThat(take(queue).frameAsInt(0)).isEqualTo(i);
                }
            }
        } finally {
            open.set(null);
            sender.join();
        }
    }

    @Test
    @DisplayName("ZMQ_SNDHWM set to 0, which is no mark, while a queue with room is sent to: nothing is refused")
    void no_mark_refuses_nothing() {
        for (int round = 0; round < ROUNDS; round++) {
            OutboundQueue queue = new OutboundQueue(64, 0);
            AtomicBoolean sending = new AtomicBoolean();
            CompletableFuture<Boolean> sender = CompletableFuture.supplyAsync(() -> {
                boolean taken = true;
                for (int i = 0; i < 64; i++) {
                    taken &= queue.offer(number(i));
                    sending.set(true);
                }
                return taken;
            });
            while (!sending.get()) {
                Thread.onSpinWait();
            }

            queue.highWaterMark(0);

            assertThat(sender.join()).isTrue();
        }
    }
}
