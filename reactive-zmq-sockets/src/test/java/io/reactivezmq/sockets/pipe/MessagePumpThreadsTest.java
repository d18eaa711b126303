package io.reactivezmq.sockets.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.resources.LoopResources;

/** The publisher's messages come from one event loop, the room for them from another. */
class MessagePumpThreadsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MESSAGES = 1_000_000;

    private final LoopResources loops = LoopResources.create("pump", 2, true);
    private final EventLoop home = loops.onServer(false).next();
    private final EventLoop peer = loops.onServer(false).next();
    private final Peer route = new Peer();
    private final Outbox outbox = new Outbox(route, QueueOptions.defaults());

    @AfterEach
    void stop() {
        loops.disposeLater(Duration.ZERO, LIMIT).block(LIMIT);
    }

    @Test
    @DisplayName("RFC 28: a publisher's order is kept, whoever makes room meanwhile")
    void messages_that_waited_are_not_overtaken() {
        CompletableFuture<Void> sent = new SendPublisher(outbox, Flux.range(0, MESSAGES)
                .map(number -> ZmqMessage.builder().addInt(number).build())).toFuture();
        peer.execute(() -> {
            while (!sent.isDone()) {
                outbox.onRoom();
            }
        });

        assertThat(sent).succeedsWithin(LIMIT);
        assertThat(route.sent).isEqualTo(MESSAGES);
        assertThat(route.overtaken).isZero();
    }

    private final class Peer implements OutboundRoute {

        private int sent;
        private int overtaken;

        /** There is room for every third message only when this peer's event loop has made it. */
        @Override
        public boolean tryRoute(ZmqMessage message) {
            int number = message.frameAsInt(0);
            if (number % 3 == 0 && !peer.inEventLoop()) {
                return false;
            }
            if (number != sent++) {
                overtaken++;
            }
            return true;
        }

        @Override
        public boolean wantsMore() {
            return true;
        }

        @Override
        public void dropped(DropReason reason, long messages) {
            throw new AssertionError(reason);
        }

        @Override
        public EventLoop loop() {
            return home;
        }
    }
}
