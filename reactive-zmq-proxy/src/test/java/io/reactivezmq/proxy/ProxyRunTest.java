package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqStateException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How a run begins, ends and begins again, and what one fault leaves alone. */
class ProxyRunTest extends PipelineFixture {

    private static final int MARK = 10;

    private final ZmqProxy proxy = ZmqProxy.between(frontend, backend);

    ProxyRunTest() {
        super(queues -> queues.sendHighWaterMark(MARK).receiveHighWaterMark(MARK));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_completes_when_one_of_the_sockets_is_closed(boolean front) {
        ZmqSocket closing = front ? frontend : backend;

        StepVerifier.create(proxy.run()).then(closing::dispose).expectComplete().verify(LIMIT);
    }

    @Test
    void with_a_closed_socket_it_completes_at_once() {
        backend.close();

        StepVerifier.create(proxy.run()).expectComplete().verify(LIMIT);
    }

    @Test
    void a_second_run_meanwhile_is_an_error_and_the_first_goes_on() {
        start(proxy);

        StepVerifier.create(proxy.run()).expectError(ZmqStateException.class).verify(LIMIT);
        running.add(client.send(numbers(10)).subscribe());

        requireNumbers(worker, 0, 10);
    }

    @Test
    void another_receiver_of_a_socket_is_an_error_of_the_run() {
        running.add(frontend.receive().subscribe());

        StepVerifier.create(proxy.run()).expectError(IllegalStateException.class).verify(LIMIT);
    }

    @Test
    void an_error_ends_the_run_and_the_next_may_begin() {
        Disposable other = frontend.receive().subscribe();
        StepVerifier.create(proxy.run()).expectError(IllegalStateException.class).verify(LIMIT);
        other.dispose();

        start(proxy);
        running.add(client.send(numbers(10)).subscribe());

        requireNumbers(worker, 0, 10);
    }

    @Test
    @DisplayName("kill and restart without losing what the high-water marks hold")
    void it_is_stopped_and_started_again_and_again_without_loss() {
        int count = 20_000;
        AtomicInteger restarts = new AtomicInteger();
        running.add(client.send(numbers(count)).subscribe());
        running.add(Mono.defer(() -> {
            restarts.incrementAndGet();
            return proxy.run().take(Duration.ofMillis(3));
        }).repeat().subscribe());

        requireNumbers(worker, 0, count);
        assertThat(restarts.get()).isGreaterThan(1);
        assertThat(backend.statistics().dropped(DropReason.UNSENT)).isZero();
    }

    @Test
    @DisplayName("a stalled backend: the marks fill, and the client is held back")
    void nobody_takes_more_than_there_is_room_for() {
        AtomicInteger sent = new AtomicInteger();
        start(proxy);
        running.add(client.send(numbers(1_000_000).map(n -> ZmqMessage.of(new byte[10_000])).doOnNext(n -> sent.incrementAndGet()))
                .subscribe());

        long stalled = settled(sent::get);

        assertThat(stalled).isLessThan(100_000);
        assertThat(proxy.statistics().frontend().messagesReceived() - backend.statistics().messagesSent()
                - backend.statistics().queuedOutbound()).isLessThanOrEqualTo(1);
        assertThat(frontend.statistics().queuedInbound()).isPositive();
    }

    @Test
    @DisplayName("stopped with a message that found no room: the next run goes on behind it")
    void a_restart_while_the_backend_stalls_keeps_the_order() {
        PullSocket in = zmq.pull();
        PushSocket out = zmq.push(options -> options.queues(queues -> queues.sendHighWaterMark(MARK)));
        PushSocket source = zmq.push();
        PullSocket late = zmq.pull(options -> options.queues(queues -> queues.receiveHighWaterMark(MARK / 2)));
        join(in, source);
        late.connectNow(out.bindNow("inproc://late-" + out.hashCode()));
        ZmqProxy waiting = ZmqProxy.between(in, out);
        source.send(numbers(100)).block(LIMIT);

        for (int i = 0; i < 5; i++) {
            Disposable run = waiting.start();
            running.add(run);
            long taken = settled(() -> waiting.statistics().frontend().messagesReceived());
            // none is in hand where the pump had not asked for one that finds no room
            assertThat(taken - out.statistics().messagesSent() - out.statistics().queuedOutbound()).isBetween(0L, 1L);
            run.dispose();
        }
        start(waiting);

        requireNumbers(late, 0, 100);
    }

    @Test
    @DisplayName("a stalled backend leaves the other direction at full speed")
    void replies_go_on_while_requests_wait() {
        RouterSocket clients = zmq.router();
        DealerSocket workers = zmq.dealer(options -> options.queues(queues -> queues.sendHighWaterMark(1)));
        DealerSocket asking = zmq.dealer(options -> options.routingId("c"));
        DealerSocket stalled = zmq.dealer(options -> options.queues(queues -> queues.receiveHighWaterMark(1)));
        join(clients, asking);
        join(workers, stalled);
        ZmqProxy both = ZmqProxy.between(clients, workers);
        start(both);
        running.add(asking.send(numbers(1_000_000).map(n -> ZmqMessage.of(new byte[10_000]))).subscribe());
        settled(() -> both.statistics().frontend().messagesReceived());

        running.add(stalled.send(numbers(500).map(n -> n.withFirst("c"))).subscribe());

        requireNumbers(asking, 0, 500);
    }

    @Test
    @DisplayName("a mandatory ROUTER: a reply to a peer that has gone is counted, and the replies behind it arrive")
    void one_unroutable_message_is_not_the_end() {
        RouterSocket clients = zmq.router(options -> options.routing(routing -> routing.mandatory(true)));
        DealerSocket workers = zmq.dealer();
        DealerSocket asking = zmq.dealer(options -> options.routingId("here"));
        DealerSocket worker2 = zmq.dealer();
        join(clients, asking);
        join(workers, worker2);
        clients.peers().filter(peer -> peer.routingId().equals(RoutingId.of("here"))).blockFirst(LIMIT);
        ZmqProxy mandatory = ZmqProxy.between(clients, workers);
        start(mandatory);

        worker2.send(ZmqMessage.of("gone", "1")).block(LIMIT);
        worker2.send(ZmqMessage.of("here", "2")).block(LIMIT);

        assertThat(asking.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of("2"));
        assertThat(mandatory.statistics().undeliverable()).isEqualTo(1);
        assertThat(mandatory.statistics().backend().messagesReceived()).isEqualTo(2);
        assertThat(mandatory.statistics().frontend().messagesSent()).isEqualTo(1);
        assertThat(clients.statistics().dropped(DropReason.UNROUTABLE)).isEqualTo(1);
    }

    @Test
    @DisplayName("a subscription that the frontend may not pass on is counted, and others arrive")
    void one_topic_too_long_is_not_the_end() {
        XSubSocket in = zmq.xsub(options -> options.limits(limits -> limits.maxTopicSize(10)));
        XPubSocket out = zmq.xpub();
        XPubSocket publisher = zmq.xpub();
        XSubSocket subscriber = zmq.xsub();
        join(in, publisher);
        join(out, subscriber);
        ZmqProxy forwarder = ZmqProxy.between(in, out);
        start(forwarder);

        subscriber.subscribe("much longer than ten bytes");
        subscriber.subscribe("short");

        assertThat(publisher.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of("\u0001short"));
        until(() -> forwarder.statistics().undeliverable() == 1);
        subscriber.subscribe("later");
        assertThat(publisher.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of("\u0001later"));
    }

    @Test
    @DisplayName("subscribers that want more topics together than the publisher takes of one peer: nobody else loses his")
    void the_topics_of_some_cut_nobody_off() {
        XPubSocket publisher = zmq.xpub(options -> options.limits(limits -> limits.maxSubscriptionsPerPeer(3)));
        XSubSocket in = zmq.xsub(options -> options.limits(limits -> limits.maxSubscriptionsPerPeer(3)));
        XPubSocket out = zmq.xpub();
        XSubSocket first = zmq.xsub();
        XSubSocket greedy = zmq.xsub();
        join(in, publisher);
        Endpoint below = bind(out);
        first.connectNow(below);
        greedy.connectNow(below);
        ZmqProxy forwarder = ZmqProxy.between(in, out);
        start(forwarder);
        first.subscribe("first");
        assertThat(publisher.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of("\u0001first"));

        Flux.range(0, 10).map(n -> "topic" + n).subscribe(greedy::subscribe);
        until(() -> forwarder.statistics().undeliverable() == 8);
        publisher.receive().take(2).blockLast(LIMIT);
        publisher.send(ZmqMessage.of("first!")).block(LIMIT);

        assertThat(first.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of("first!"));
        assertThat(publisher.statistics().peers()).isEqualTo(1);
    }

    @Test
    @DisplayName("XPUB with noDrop: two forwarders in a chain wait for the slowest subscriber, and nothing is lost")
    void forwarders_that_may_not_drop_wait() {
        XSubSocket upperIn = zmq.xsub();
        XPubSocket upperOut = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.noDrop(true)));
        XSubSocket lowerIn = zmq.xsub();
        XPubSocket lowerOut = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.noDrop(true)));
        XPubSocket publisher = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.noDrop(true)));
        XSubSocket subscriber = zmq.xsub();
        join(upperIn, publisher);
        join(upperOut, lowerIn);
        join(lowerOut, subscriber);
        start(ZmqProxy.between(upperIn, upperOut));
        start(ZmqProxy.between(lowerIn, lowerOut));
        subscriber.subscribe("");
        publisher.receive().blockFirst(LIMIT);

        running.add(publisher.send(numbers(20_000)).subscribe());

        requireNumbers(subscriber, 0, 20_000);
    }
}
