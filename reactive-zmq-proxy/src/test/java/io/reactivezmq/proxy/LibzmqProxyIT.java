package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** Proxies between libzmq clients and libzmq workers, with a capture socket that gets everything and a pyzmq controller. */
@Timeout(400)
class LibzmqProxyIT extends ProxyFixture {

    private static final int MESSAGES = Integer.getInteger("reactivezmq.interop.messages", 1_000_000);
    private static final int CLIENTS = 4;
    private static final int EACH = MESSAGES / CLIENTS;
    private static final int TOTAL = EACH * CLIENTS;
    private static final int WORKERS = 2;
    private static final int WINDOW = 200;
    /** Of a message: the number of its peer and its own. */
    private static final int PAYLOAD = 8;
    private static final int NAME = 2;
    private static final int TOPIC = 8;
    private static final Duration END = Duration.ofSeconds(60);
    /** So many looks at the numbers of a proxy that is paused. */
    private static final int LOOKS = 50;

    private final List<ProxyPeer> peers = new ArrayList<>();
    private final RepSocket control = zmq.rep();
    private final PushSocket capture = zmq.push();

    @AfterEach
    void endPeers() {
        peers.forEach(ProxyPeer::close);
    }

    private ProxyPeer peer(Object... roleAndArguments) {
        ProxyPeer peer = new ProxyPeer(roleAndArguments);
        peers.add(peer);
        return peer;
    }

    /** A run that has begun. */
    private Mono<Void> run(ZmqSocket frontend, ZmqSocket backend) {
        Mono<Void> run = SteerableProxy.builder(frontend, backend).control(control).capture(capture, CaptureMode.WAIT).build()
                .run().cache();
        running.add(run.subscribe());
        return run;
    }

    private static long[] statistics(ProxyPeer controller) {
        return Arrays.stream(controller.tell("STATISTICS").split(" "))
                .mapToLong(word -> ByteBuffer.wrap(HexFormat.of().parseHex(word, 1, word.length()))
                        .order(ByteOrder.nativeOrder()).getLong()).toArray();
    }

    /** In the middle of the traffic: nothing passes between PAUSE and RESUME. */
    private static void pauseForAWhile(ProxyPeer controller) {
        while (statistics(controller)[0] < TOTAL / 10) {
            Thread.onSpinWait();
        }
        assertThat(controller.tell("PAUSE")).isEqualTo("x");
        long[] paused = statistics(controller);
        for (int i = 0; i < LOOKS; i++) {
            assertThat(statistics(controller)).isEqualTo(paused);
        }
        assertThat(paused[0]).isLessThan(2L * TOTAL);
        assertThat(controller.tell("RESUME")).isEqualTo("x");
    }

    private static void terminate(ProxyPeer controller, Mono<Void> run) {
        assertThat(controller.tell("TERMINATE")).isEqualTo("x");
        assertThat(run.blockOptional(END)).isEmpty();
    }

    @Test
    @DisplayName("PULL and PUSH: four PUSH, two PULL, none lost, order of each peer kept")
    void a_streamer_between_libzmq_peers() {
        PullSocket frontend = zmq.pull();
        PushSocket backend = zmq.push();
        Endpoint in = bind(frontend);
        ProxyPeer pull = peer("pull", bind(backend), WORKERS, CLIENTS, EACH);
        ProxyPeer captured = peer("count", bind(capture), TOTAL);
        ProxyPeer controller = peer("control", bind(control));
        Mono<Void> run = run(frontend, backend);

        List<ProxyPeer> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(peer("push", in, client, EACH));
        }
        pauseForAWhile(controller);

        pull.done();
        captured.done();
        clients.forEach(ProxyPeer::done);
        assertThat(statistics(controller))
                .containsExactly(TOTAL, (long) TOTAL * PAYLOAD, 0, 0, 0, 0, TOTAL, (long) TOTAL * PAYLOAD);
        terminate(controller, run);
    }

    @Test
    @DisplayName("ROUTER and DEALER: four DEALER clients, two DEALER workers, every question answered once, order of each pair kept")
    void a_queue_between_libzmq_peers() {
        RouterSocket frontend = zmq.router();
        DealerSocket backend = zmq.dealer();
        Endpoint in = bind(frontend);
        ProxyPeer workers = peer("answer", bind(backend), WORKERS, CLIENTS, EACH);
        ProxyPeer captured = peer("count", bind(capture), 2 * TOTAL);
        ProxyPeer controller = peer("control", bind(control));
        Mono<Void> run = run(frontend, backend);

        ProxyPeer clients = peer("ask", in, CLIENTS, EACH, WINDOW);
        pauseForAWhile(controller);

        clients.done();
        workers.done();
        captured.done();
        long questions = (long) TOTAL * (NAME + PAYLOAD);
        long replies = (long) TOTAL * (NAME + PAYLOAD + NAME);
        assertThat(statistics(controller)).containsExactly(
                2L * TOTAL, questions, 3L * TOTAL, replies, 3L * TOTAL, replies, 2L * TOTAL, questions);
        terminate(controller, run);
    }

    @Test
    @DisplayName("XSUB and XPUB, two in a chain: subscriptions go up through both, publications come down, none lost")
    void forwarders_between_libzmq_peers() {
        XSubSocket frontend = zmq.xsub();
        XPubSocket middle = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.noDrop(true)));
        XSubSocket lower = zmq.xsub();
        XPubSocket backend = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.noDrop(true)));
        Endpoint in = bind(frontend);
        Endpoint out = bind(backend);
        join(middle, lower);
        ProxyPeer captured = peer("count", bind(capture), TOTAL + CLIENTS);
        ProxyPeer controller = peer("control", bind(control));
        Mono<Void> run = run(frontend, middle);
        start(ZmqProxy.between(lower, backend));

        ProxyPeer publisher = peer("publish", in, CLIENTS, EACH);
        List<ProxyPeer> subscribers = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            subscribers.add(peer("subscribe", out, client, EACH));
        }
        pauseForAWhile(controller);

        subscribers.forEach(ProxyPeer::done);
        publisher.done();
        captured.done();
        long published = (long) TOTAL * (TOPIC + PAYLOAD);
        long[] statistics = statistics(controller);
        long subscriptions = statistics[2]; // and perhaps cancellations of subscribers that have left
        assertThat(subscriptions).isBetween((long) CLIENTS, 2L * CLIENTS);
        long told = subscriptions * (1 + TOPIC);
        assertThat(statistics).containsExactly(
                2L * TOTAL, published, subscriptions, told, subscriptions, told, 2L * TOTAL, published);
        terminate(controller, run);
    }

    @Test
    @DisplayName("a worker and a capture peer that stand still leave the other worker and the other direction alone")
    void frozen_libzmq_peers_stall_nobody_else() {
        int few = Math.min(EACH, 20_000);
        RouterSocket frontend = zmq.router();
        DealerSocket backend = zmq.dealer(options -> options.queues(queues -> queues.sendHighWaterMark(1)));
        Endpoint in = bind(frontend);
        Endpoint out = bind(backend);
        peer("freeze", "PULL", bind(capture)).done();
        ZmqProxy proxy = ZmqProxy.builder(frontend, backend).capture(capture).build();
        start(proxy);
        fillFrozenWorker(out, backend);
        long before = backend.statistics().messagesSent();

        ProxyPeer workers = peer("answer", out, 1, CLIENTS, few);
        until(() -> backend.peerStatistics().size() == 2);
        ProxyPeer clients = peer("ask", in, CLIENTS, few, WINDOW);

        clients.done();
        workers.done();
        assertThat(backend.statistics().messagesSent() - before).isEqualTo((long) CLIENTS * few);
    }

    /** Until the connection to a peer that does not read takes nothing more. */
    private void fillFrozenWorker(Endpoint out, DealerSocket backend) {
        peer("freeze", "DEALER", out).done();
        ZmqMessage large = ZmqMessage.of(new byte[100_000]);
        settled(() -> {
            while (backend.trySend(large)) {
                Thread.onSpinWait();
            }
            return backend.statistics().messagesSent();
        });
    }
}
