package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RouterSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** A queue between libzmq clients and libzmq workers, and what becomes of it when some of them stand still. */
@Timeout(400)
class LibzmqQueueIT extends LibzmqProxyFixture {

    private static final int WINDOW = 200;
    /** Bytes of a peer's name. */
    private static final int NAME = 2;

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
