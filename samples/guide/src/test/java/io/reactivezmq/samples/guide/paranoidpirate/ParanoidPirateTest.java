package io.reactivezmq.samples.guide.paranoidpirate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.ZmqContext;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class ParanoidPirateTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration JOB_LIMIT = Duration.ofSeconds(10);
    private static final ZmqMessage JOB = ZmqMessage.of("job");

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final RequestClient client = zmq.requestClient();
    private PirateQueue queue;
    private Endpoint forClients;
    private Endpoint forWorkers;

    @BeforeEach
    void start() {
        open("tcp://127.0.0.1:*", "tcp://127.0.0.1:*");
        client.socket().connectNow(forClients);
    }

    @AfterEach
    void close() {
        zmq.close();
        timer.dispose();
    }

    private void open(String clientEndpoint, String workerEndpoint) {
        queue = new PirateQueue(zmq, BEAT, JOB_LIMIT, 2, timer);
        forClients = queue.bindForClients(clientEndpoint);
        forWorkers = queue.bindForWorkers(workerEndpoint);
        queue.run().subscribe();
    }

    /** Asks once; nothing but the queue can help. */
    private CompletableFuture<ZmqMessage> asked() {
        return client.request(JOB).timeout(LIMIT).toFuture();
    }

    private Disposable echo() {
        return ParanoidPirate.work(zmq, forWorkers, BEAT, Mono::just).subscribe();
    }

    @Test
    @DisplayName("a worker dies holding a job: another one does it, and the client asks only once")
    void the_job_of_a_dead_worker_is_done_by_another_one() {
        DealerSocket doomed = zmq.dealer(options -> options.routing(routing -> routing.helloMessage(PirateQueue.READY)));
        doomed.connectNow(forWorkers);
        CompletableFuture<ZmqMessage> answer = asked();
        assertThat(doomed.receive().blockFirst(LIMIT)).isNotNull();

        doomed.close();
        echo();

        assertThat(answer.join()).isEqualTo(JOB);
    }

    @Test
    @DisplayName("a worker freezes holding a job, its connection open: the heartbeat finds out, and another one does it")
    void the_job_of_a_frozen_worker_is_done_by_another_one() throws IOException {
        try (Socket frozen = new Socket("127.0.0.1", ((TcpEndpoint) forWorkers).port())) {
            frozen.getOutputStream().write(greetingAndReady());
            CompletableFuture<ZmqMessage> answer = asked();
            DataInputStream in = new DataInputStream(frozen.getInputStream());
            in.readFully(new byte[64]);
            byte[] until = JOB.frame(0);
            for (int matched = 0; matched < until.length;) {
                matched = in.readByte() == until[matched] ? matched + 1 : 0;
            }
            echo();

            assertThat(answer.join()).isEqualTo(JOB);
        }
    }

    /** A DEALER of ZMTP 3.1 up to its hello message; it will answer no PING. */
    private static byte[] greetingAndReady() {
        ByteBuffer bytes = ByteBuffer.allocate(200).put((byte) 0xFF).position(9).put((byte) 0x7F).put((byte) 3).put((byte) 1)
                .put("NULL".getBytes(US_ASCII)).position(64);
        byte[] name = "Socket-Type".getBytes(US_ASCII);
        byte[] type = "DEALER".getBytes(US_ASCII);
        bytes.put((byte) 4).put((byte) (6 + 1 + name.length + 4 + type.length))
                .put((byte) 5).put("READY".getBytes(US_ASCII)).put((byte) name.length).put(name).putInt(type.length).put(type);
        bytes.put((byte) 0).put((byte) 1).put((byte) 1);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Test
    @DisplayName("the queue is killed: a worker says READY to the one that takes its place, without being told to")
    void workers_find_the_next_queue() {
        echo();
        assertThat(asked().join()).isEqualTo(JOB);
        queue.close();
        open(forClients.toString(), forWorkers.toString());

        assertThat(asked().join()).isEqualTo(JOB);
    }

    /** A worker by hand that has got a job. */
    private DealerSocket withJob() {
        DealerSocket worker = zmq.dealer(options -> options.routing(routing -> routing.helloMessage(PirateQueue.READY)));
        worker.connectNow(forWorkers);
        assertThat(worker.receive().blockFirst(LIMIT)).isNotNull();
        return worker;
    }

    private void awaitDropped(int count) {
        Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().filter(tick -> queue.dropped() >= count).blockFirst(LIMIT);
        assertThat(queue.dropped()).isEqualTo(count);
    }

    @Test
    @DisplayName("a service that never completes, though its event loop answers heartbeats: after the limit another worker does it")
    void a_job_has_a_limit() {
        CompletableFuture<ZmqMessage> answer = asked();
        withJob();
        echo();

        timer.advanceTimeBy(JOB_LIMIT.plus(BEAT));

        assertThat(answer.join()).isEqualTo(JOB);
    }

    @Test
    @DisplayName("a worker that answers after the limit: the answer is dropped, and the worker gets jobs again")
    void who_was_late_may_work_on() {
        CompletableFuture<ZmqMessage> answer = asked();
        Sinks.One<ZmqMessage> late = Sinks.one();
        Sinks.Empty<Void> begun = Sinks.empty();
        ParanoidPirate.work(zmq, forWorkers, BEAT, job -> {
            begun.tryEmitEmpty();
            return late.asMono();
        }).subscribe();
        begun.asMono().block(LIMIT);
        timer.advanceTimeBy(JOB_LIMIT.plus(BEAT));

        late.tryEmitValue(ZmqMessage.of("second"));

        assertThat(answer.join()).isEqualTo(ZmqMessage.of("second"));
        assertThat(queue.dropped()).isZero();
    }

    @Test
    @DisplayName("a job that kills its workers is given to three of them, then dropped and counted; the next one does the next job")
    void a_deadly_job_is_dropped() {
        CompletableFuture<ZmqMessage> deadly = asked();
        for (int i = 0; i < PirateQueue.MAX_TRIES; i++) {
            withJob().close();
        }
        awaitDropped(1);
        echo();

        assertThat(asked().join()).isEqualTo(JOB);
        assertThat(deadly).isNotDone();
    }

    @Test
    @DisplayName("a job for which no worker comes in time is dropped")
    void waiting_has_a_limit() {
        asked();
        asked();
        asked();
        awaitDropped(1); // two may wait

        timer.advanceTimeBy(JOB_LIMIT.plus(BEAT));

        awaitDropped(3);
    }

    @Test
    @DisplayName("a worker that is busy gets no second job before it has answered")
    void one_job_at_a_time() {
        Sinks.One<ZmqMessage> first = Sinks.one();
        ParanoidPirate.work(zmq, forWorkers, BEAT, job -> first.asMono()).subscribe();
        CompletableFuture<ZmqMessage> one = asked();
        CompletableFuture<ZmqMessage> two = asked();

        first.tryEmitValue(ZmqMessage.of("done"));

        assertThat(one.join()).isEqualTo(ZmqMessage.of("done"));
        assertThat(two.join()).isEqualTo(ZmqMessage.of("done"));
    }
}
