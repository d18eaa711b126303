package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** A streamer and forwarders between libzmq peers. */
@Timeout(400)
class LibzmqForwarderIT extends LibzmqProxyFixture {

    /** Bytes of a topic. */
    private static final int TOPIC = 8;

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
}
