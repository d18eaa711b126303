package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PairSocket;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What goes through a proxy, for each family of sockets (libzmq's test_proxy.cpp). */
class ZmqProxyTest extends ProxyFixture {

    private static final int MANY = 20_000;

    private Endpoint listen(ZmqSocket socket, String transport) {
        return socket.bindNow(transport.equals("tcp") ? "tcp://127.0.0.1:*" : "inproc://" + socket.hashCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "inproc"})
    void pull_and_push_forward_in_order(String transport) {
        PullSocket frontend = zmq.pull();
        PushSocket backend = zmq.push();
        PushSocket client = zmq.push();
        PullSocket worker = zmq.pull();
        client.connectNow(listen(frontend, transport));
        worker.connectNow(listen(backend, transport));

        start(ZmqProxy.between(frontend, backend));
        running.add(client.send(numbers(MANY)).subscribe());

        requireNumbers(worker, 0, MANY);
    }

    @Test
    @DisplayName("either socket may be the frontend")
    void push_and_pull_forward_the_other_way() {
        PushSocket frontend = zmq.push();
        PullSocket backend = zmq.pull();
        PushSocket client = zmq.push();
        PullSocket worker = zmq.pull();
        join(backend, client);
        join(frontend, worker);

        start(ZmqProxy.between(frontend, backend));
        running.add(client.send(numbers(100)).subscribe());

        requireNumbers(worker, 0, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "inproc"})
    void router_and_dealer_carry_requests_and_their_replies(String transport) {
        RouterSocket frontend = zmq.router();
        DealerSocket backend = zmq.dealer();
        RepSocket worker = zmq.rep();
        Endpoint clients = listen(frontend, transport);
        worker.connectNow(listen(backend, transport));
        running.add(worker.reply(request -> Mono.just(ZmqMessage.of("re: " + request.frameAsString(0)))).subscribe());
        start(ZmqProxy.between(frontend, backend));

        for (int client = 0; client < 3; client++) {
            ReqSocket req = zmq.req();
            req.connectNow(clients);
            for (int n = 0; n < 20; n++) {
                String question = client + "-" + n;
                assertThat(req.request(ZmqMessage.of(question)).block(LIMIT)).isEqualTo(ZmqMessage.of("re: " + question));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "inproc"})
    @DisplayName("test_sub_forward.cpp: a subscription goes up, what it is for comes down, and nothing else does")
    void xsub_and_xpub_carry_subscriptions_and_publications(String transport) {
        XSubSocket frontend = zmq.xsub();
        XPubSocket backend = zmq.xpub();
        XPubSocket publisher = zmq.xpub();
        SubSocket subscriber = zmq.sub();
        publisher.connectNow(listen(frontend, transport));
        subscriber.connectNow(listen(backend, transport));
        start(ZmqProxy.between(frontend, backend));

        subscriber.subscribe("a");
        assertThat(publisher.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of(new byte[] {1, 'a'}));
        publisher.send(Flux.just(ZmqMessage.of("b1"), ZmqMessage.of("a1"), ZmqMessage.of("a2", "more"))).block(LIMIT);

        assertThat(subscriber.receive().take(2).collectList().block(LIMIT))
                .containsExactly(ZmqMessage.of("a1"), ZmqMessage.of("a2", "more"));
        subscriber.unsubscribe("a");
        assertThat(publisher.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of(new byte[] {0, 'a'}));
    }

    @Test
    void subscriptions_pass_through_a_chain_of_two_forwarders() {
        XSubSocket upperIn = zmq.xsub();
        XPubSocket upperOut = zmq.xpub();
        XSubSocket lowerIn = zmq.xsub();
        XPubSocket lowerOut = zmq.xpub();
        XPubSocket publisher = zmq.xpub();
        SubSocket subscriber = zmq.sub();
        join(upperIn, publisher);
        join(upperOut, lowerIn);
        join(lowerOut, subscriber);
        start(ZmqProxy.between(upperIn, upperOut));
        start(ZmqProxy.between(lowerIn, lowerOut));

        subscriber.subscribe("news");
        assertThat(publisher.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of("\u0001news"));
        publisher.send(ZmqMessage.of("news!")).block(LIMIT);

        assertThat(subscriber.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of("news!"));
    }

    @Test
    @DisplayName("test_proxy_single_socket.cpp: a ROUTER that is both sides answers every request with itself")
    void one_router_on_both_sides_echoes() {
        RouterSocket router = zmq.router();
        ReqSocket req = zmq.req();
        join(router, req);

        start(ZmqProxy.between(router, router));

        assertThat(req.request(ZmqMessage.of("echo")).block(LIMIT)).isEqualTo(ZmqMessage.of("echo"));
        assertThat(req.request(ZmqMessage.of("two", "frames")).block(LIMIT)).isEqualTo(ZmqMessage.of("two", "frames"));
    }

    @Test
    void one_dealer_or_pair_on_both_sides_echoes() {
        DealerSocket dealer = zmq.dealer();
        DealerSocket client = zmq.dealer();
        PairSocket pair = zmq.pair();
        PairSocket partner = zmq.pair();
        join(dealer, client);
        join(pair, partner);

        start(ZmqProxy.between(dealer, dealer));
        start(ZmqProxy.between(pair, pair));
        running.add(client.send(numbers(100)).subscribe());
        running.add(partner.send(numbers(100)).subscribe());

        requireNumbers(client, 0, 100);
        requireNumbers(partner, 0, 100);
    }

    @Test
    @DisplayName("any pair with a direction is as legal as in libzmq")
    void pairs_of_other_types_forward_what_they_can() {
        SubSocket frontend = zmq.sub();
        PushSocket backend = zmq.push();
        PubSocket publisher = zmq.pub();
        PullSocket worker = zmq.pull();
        join(frontend, publisher);
        join(backend, worker);
        frontend.subscribe("");

        start(ZmqProxy.between(frontend, backend));
        running.add(Flux.interval(Duration.ofMillis(5))
                .concatMap(tick -> publisher.send(ZmqMessage.of("tick"))).subscribe());

        assertThat(worker.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of("tick"));
    }

    @Test
    void many_proxies_share_a_process() {
        List<PullSocket> workers = Flux.range(0, 20).map(n -> {
            PullSocket frontend = zmq.pull();
            PushSocket backend = zmq.push();
            PushSocket client = zmq.push();
            PullSocket worker = zmq.pull();
            join(frontend, client);
            join(backend, worker);
            start(ZmqProxy.between(frontend, backend));
            running.add(client.send(numbers(1_000)).subscribe());
            return worker;
        }).collectList().block();

        assertThat(workers).isNotNull().allSatisfy(worker -> requireNumbers(worker, 0, 1_000));
    }

    @Test
    @DisplayName("REQ and REP would break their state: the error names what to use instead")
    void lock_step_sockets_are_refused() {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> ZmqProxy.between(zmq.rep(), zmq.dealer()))
                .withMessageContaining("frontend").withMessageContaining("ROUTER");
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> ZmqProxy.between(zmq.router(), zmq.req()))
                .withMessageContaining("backend").withMessageContaining("DEALER");
    }

    @Test
    void pairs_without_a_direction_are_refused() {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> ZmqProxy.between(zmq.pull(), zmq.sub()));
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> ZmqProxy.between(zmq.pub(), zmq.push()))
                .withMessageContaining("PUSH behind a PUB frontend");
        PullSocket pull = zmq.pull();
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> ZmqProxy.between(pull, pull));
    }
}
