package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.SendMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** One thread sends to a peer, on another one peers of its routing id come and go, each with a full queue at first. */
class PublisherLineThreadsTest extends PatternFixture {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MESSAGES = 15_000;
    private static final int PEERS = 20;
    private static final RoutingId ID = RoutingId.of("peer");
    private static final ZmqMessage MESSAGE = ZmqMessage.of("peer", "message");

    private final SocketOptions options = SocketOptions.builder()
            .routing(routing -> routing.mandatory(true)).queues(queues -> queues.sendHighWaterMark(1)).build();
    private final RouterPattern router = new RouterPattern(setup(SocketType.ROUTER, options));
    private final EventLoop loop = new DefaultEventLoop();
    private Pipe present = fullPipe();
    private volatile boolean over;

    @AfterEach
    void stopLoop() {
        over = true;
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Pipe fullPipe() {
        Pipe pipe = new Pipe(loop, Endpoint.parse("inproc://test"), options.queues(), router, List::of);
        pipe.offer(ZmqMessage.of("before"));
        return pipe;
    }

    private void comeAndGo() {
        for (int i = 0; i < PEERS; i++) {
            Pipe gone = present;
            present = fullPipe();
            router.closed(gone);
            router.name(present, ID);
            router.ended(gone);
            gone.terminate(DropReason.CONNECTION_LOST);
        }
        present.discardQueued(DropReason.STALE); // makes room
        if (!over) {
            loop.execute(this::comeAndGo);
        }
    }

    private Mono<Void> send() {
        PublisherLine line = router.lines().open();
        return new SendMessage(line.outbox(), MESSAGE)
                .onErrorResume(ZmqUnroutableException.class, gone -> Mono.empty())
                .doFinally(end -> router.lines().forget(line));
    }

    @Test
    @DisplayName("ZMQ_ROUTER_MANDATORY: who waits for a peer that is replaced at that moment is served by its successor, or told")
    void nobody_waits_where_nobody_looks_any_more() {
        router.name(present, ID);
        loop.execute(this::comeAndGo);

        for (int i = 0; i < MESSAGES; i++) {
            assertThat(send().toFuture()).succeedsWithin(LIMIT);
        }
        router.close();
    }
}
