package io.reactivezmq.samples.guide.majordomo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Mdp.Command;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class MajordomoTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofHours(1);
    private static final Duration JOB_LIMIT = Duration.ofDays(1);
    private static final ZmqMessage JOB = ZmqMessage.of("job");

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private Broker broker;
    private Endpoint address;
    private Client client;

    @BeforeEach
    void start() {
        broker = broker("tcp://127.0.0.1:*");
        client = new Client(zmq, address, Schedulers.parallel());
    }

    @AfterEach
    void close() {
        zmq.close();
        timer.dispose();
    }

    private Broker broker(String endpoint) {
        Broker started = new Broker(zmq, HEARTBEAT, JOB_LIMIT, 6, 3, timer);
        address = started.bind(endpoint);
        started.run().subscribe();
        return started;
    }

    private CompletableFuture<ZmqMessage> asked() {
        return client.request("echo", JOB, LIMIT, 0).toFuture();
    }

    /** A worker by hand, ready for its first job. */
    private DealerSocket worker() {
        return worker(Mdp.WORKER_1);
    }

    private DealerSocket worker(Mdp dialect) {
        DealerSocket worker = zmq.dealer();
        worker.connectNow(address);
        worker.send(dialect.message(Command.READY, ZmqMessage.of("echo"))).block(LIMIT);
        return worker;
    }

    private static Mdp.Parsed next(DealerSocket worker) {
        return Mdp.parse(worker.receive().blockFirst(LIMIT));
    }

    private static void answer(DealerSocket worker, Mdp.Parsed job) {
        worker.send(Mdp.WORKER_1.message(Command.FINAL, job.rest())).block(LIMIT);
    }

    /** A step every few milliseconds, so that what it sets off on event loops can happen in between. */
    private Disposable passTime(Duration step) {
        return Flux.interval(Duration.ofMillis(20)).subscribe(tick -> timer.advanceTimeBy(step));
    }

    private Disposable echo(Mdp dialect) {
        return Worker.serve(zmq, address, dialect, "echo", Mono::just, HEARTBEAT, timer).subscribe();
    }

    @Test
    @DisplayName("a worker dies holding a job: the job goes to the next worker, and the client never knows")
    void the_job_of_a_dead_worker_is_done_by_another_one() {
        CompletableFuture<ZmqMessage> answer = asked();
        DealerSocket doomed = worker();
        assertThat(next(doomed).command()).isEqualTo(Command.REQUEST);

        doomed.close();
        echo(Mdp.WORKER_1);

        assertThat(answer.join()).isEqualTo(JOB);
    }

    private void awaitDropped(int count) {
        Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().filter(tick -> broker.dropped() >= count).blockFirst(LIMIT);
        assertThat(broker.dropped()).isEqualTo(count);
    }

    @Test
    @DisplayName("a worker dies behind a part of its answer: nobody begins it anew, and the client's deadline tells")
    void half_an_answer_is_not_repeated() {
        DealerSocket doomed = worker(Mdp.WORKER_2);
        List<String> parts = new CopyOnWriteArrayList<>();
        CompletableFuture<ZmqMessage> answer = new Client(zmq, address, timer).stream("echo", JOB, JOB_LIMIT)
                .doOnNext(part -> parts.add(part.frameAsString(0))).last().toFuture();
        byte[] asking = next(doomed).rest().frame(0);
        doomed.send(Mdp.WORKER_2.message(Command.PARTIAL, ZmqMessage.builder().add(asking).addEmpty().add("part 1").build()))
                .block(LIMIT);
        Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().filter(tick -> !parts.isEmpty()).blockFirst(LIMIT);

        doomed.close();
        awaitDropped(1);
        echo(Mdp.WORKER_2);
        timer.advanceTimeBy(JOB_LIMIT.multipliedBy(2));

        assertThatThrownBy(answer::join).hasCauseInstanceOf(ZmqTimeoutException.class);
        assertThat(parts).containsExactly("part 1");
    }

    @Test
    @DisplayName("a job that kills its workers is given to three of them, then dropped; the next worker does the next job")
    void a_deadly_job_is_dropped() {
        client.request("echo", ZmqMessage.of("deadly"), LIMIT, 0).onErrorComplete().subscribe();
        for (int i = 0; i < Job.MAX_TRIES; i++) {
            DealerSocket doomed = worker();
            assertThat(next(doomed).rest().frameAsString(2)).isEqualTo("deadly");
            doomed.close();
        }
        awaitDropped(1);
        DealerSocket healthy = worker();
        new Client(zmq, address, Schedulers.parallel()).request("echo", JOB, LIMIT, 0).onErrorComplete().subscribe();

        assertThat(next(healthy).rest().frameAsString(2)).isEqualTo("job");
    }

    @Test
    @DisplayName("a job that is too old when its worker is lost goes to no other one")
    void an_old_job_is_dropped() {
        asked();
        assertThat(next(worker()).command()).isEqualTo(Command.REQUEST);
        AtomicInteger begun = new AtomicInteger();
        Worker.serve(zmq, address, Mdp.WORKER_1, "echo", job -> {
            begun.incrementAndGet();
            return Mono.just(job);
        }, HEARTBEAT, timer).subscribe();

        Disposable time = passTime(HEARTBEAT);
        awaitDropped(1);
        time.dispose();

        assertThat(begun).hasValue(0);
    }

    @Test
    @DisplayName("requests for a service that nobody has fill its own queue alone, and with an idle worker there is always room")
    void a_misspelt_service_takes_no_room_from_others() {
        DealerSocket both = zmq.dealer();
        both.connectNow(address);
        Flux<Mdp.Parsed> jobs = both.receive().map(Mdp::parse).filter(told -> told.command() == Command.REQUEST);
        for (String service : List.of("ehco", "ehco", "ehco", "ehco", "other", "other", "other", "third")) {
            both.send(Mdp.CLIENT_1.message(Command.REQUEST, ZmqMessage.of(service, "lost"))).block(LIMIT);
        }
        both.send(Mdp.WORKER_1.message(Command.READY, ZmqMessage.of("echo"))).block(LIMIT);
        both.send(Mdp.CLIENT_1.message(Command.REQUEST, ZmqMessage.of("echo", "found"))).block(LIMIT);

        assertThat(jobs.blockFirst(LIMIT).rest().frameAsString(2)).isEqualTo("found");
        assertThat(broker.dropped()).isEqualTo(2);
    }

    @Test
    @DisplayName("a worker hangs: after four heartbeats without one of it the broker dismisses it, and asks it no more")
    void a_silent_worker_is_dismissed() {
        DealerSocket frozen = worker();

        Disposable time = passTime(HEARTBEAT);
        List<Command> told = frozen.receive().map(message -> Mdp.parse(message).command()).takeUntil(Command.DISCONNECT::equals)
                .collectList().block(LIMIT);
        time.dispose();
        echo(Mdp.WORKER_1);

        assertThat(told).startsWith(Command.HEARTBEAT).endsWith(Command.DISCONNECT);

        assertThat(asked().join()).isEqualTo(JOB);
    }

    @Test
    @DisplayName("RFC 7: the broker is killed; a worker notices its silence and registers with the one that takes its place")
    void a_worker_finds_the_next_broker() {
        echo(Mdp.WORKER_1);
        assertThat(asked().join()).isEqualTo(JOB);
        broker.close();
        broker(address.toString());

        CompletableFuture<ZmqMessage> answer = asked();
        Disposable time = passTime(HEARTBEAT);

        assertThat(answer.join()).isEqualTo(JOB);
        time.dispose();
    }

    @Test
    @DisplayName("RFC 7: a worker that says READY twice, or answers what it was not asked, is told to DISCONNECT")
    void who_breaks_the_protocol_is_dismissed() {
        DealerSocket twice = worker();
        twice.send(Mdp.WORKER_1.message(Command.READY, ZmqMessage.of("echo"))).block(LIMIT);
        DealerSocket unasked = worker();
        unasked.send(Mdp.WORKER_1.message(Command.FINAL, ZmqMessage.of("client", "", "answer"))).block(LIMIT);

        assertThat(next(twice).command()).isEqualTo(Command.DISCONNECT);
        assertThat(next(unasked).command()).isEqualTo(Command.DISCONNECT);
    }

    @Test
    @DisplayName("RFC 7: when a worker is told to DISCONNECT it registers again, on a new socket")
    void a_worker_that_is_dismissed_comes_back() {
        broker.close();
        try (RouterSocket router = zmq.router()) {
            router.bindNow(address);
            echo(Mdp.WORKER_1);
            RoutedMessage first = router.messages().blockFirst(LIMIT);
            assertThat(Mdp.parse(first.message()).command()).isEqualTo(Command.READY);
            router.send(first.peer(), Mdp.WORKER_1.message(Command.DISCONNECT)).block(LIMIT);

            Disposable time = passTime(Duration.ofMillis(100));
            RoutedMessage second = router.messages().blockFirst(LIMIT);
            time.dispose();

            assertThat(second.peer()).isNotEqualTo(first.peer());
            assertThat(Mdp.parse(second.message()).command()).isEqualTo(Command.READY);
        }
    }

    @Test
    @DisplayName("no worker: the request fails at its deadline and says why it may be")
    void a_service_that_nobody_has_is_an_error() {
        assertThatThrownBy(() -> client.request("none", JOB, Duration.ofMillis(100), 1).block(LIMIT))
                .isInstanceOf(ZmqTimeoutException.class).hasMessageContaining("has it a worker of that service?");
    }

    @Test
    @DisplayName("RFC 18: parts come as they are made, and the last one ends the answer")
    void an_answer_may_have_parts() {
        Worker.serve(zmq, address, Mdp.WORKER_2, "count", request -> Flux.range(1, 3).map(i -> ZmqMessage.of("part " + i)),
                HEARTBEAT, timer).subscribe();

        StepVerifier.create(client.stream("count", JOB, LIMIT).map(part -> part.frameAsString(0)))
                .expectNext("part 1", "part 2", "part 3").expectComplete().verify(LIMIT);
    }

    @Test
    @DisplayName("more requests than may wait are dropped, and those that wait are served")
    void what_waits_is_bounded() {
        DealerSocket both = zmq.dealer(); // client and worker over one connection, so that what is said keeps its order
        both.connectNow(address);
        Flux<ZmqMessage> jobs = both.receive().map(Mdp::parse).filter(told -> told.dialect() == Mdp.WORKER_1).map(Mdp.Parsed::rest);
        for (int i = 0; i < 5; i++) {
            both.send(Mdp.CLIENT_1.message(Command.REQUEST, ZmqMessage.of("echo", "job " + i))).block(LIMIT);
        }
        both.send(Mdp.WORKER_1.message(Command.READY, ZmqMessage.of("echo"))).block(LIMIT);

        for (int i = 0; i < 3; i++) {
            ZmqMessage job = jobs.blockFirst(LIMIT);
            assertThat(job.frameAsString(2)).isEqualTo("job " + i);
            both.send(Mdp.WORKER_1.message(Command.FINAL, job)).block(LIMIT);
        }
        both.send(Mdp.CLIENT_1.message(Command.REQUEST, ZmqMessage.of("echo", "next"))).block(LIMIT);
        assertThat(jobs.blockFirst(LIMIT).frameAsString(2)).isEqualTo("next");
    }

    @Test
    @DisplayName("a DEALER worker's job is answered by hand: what goes over the wire is RFC 7's")
    void the_frames_are_those_of_the_rfc() {
        CompletableFuture<ZmqMessage> answer = asked();
        DealerSocket worker = zmq.dealer();
        worker.connectNow(address);
        worker.send(ZmqMessage.builder().addEmpty().add("MDPW01").add(new byte[] {1}).add("echo").build()).block(LIMIT);
        ZmqMessage job = worker.receive().blockFirst(LIMIT);

        assertThat(job.frameCount()).isEqualTo(6);
        assertThat(job.withoutFirst(4)).isEqualTo(ZmqMessage.of("", "job"));
        assertThat(job.frame(2)).containsExactly(2);
        answer(worker, Mdp.parse(job));
        assertThat(answer.join()).isEqualTo(JOB);
    }
}
