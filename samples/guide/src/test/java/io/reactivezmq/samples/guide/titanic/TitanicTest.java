package io.reactivezmq.samples.guide.titanic;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Broker;
import io.reactivezmq.samples.guide.majordomo.Client;
import io.reactivezmq.samples.guide.majordomo.Mdp;
import io.reactivezmq.samples.guide.majordomo.Worker;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class TitanicTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Scheduler TIMER = Schedulers.parallel();

    @TempDir
    private Path folder;
    private ZmqContext zmq;
    private Endpoint address;
    private Client client;

    @BeforeEach
    void start() {
        zmq = ZmqContext.create();
        Broker broker = new Broker(zmq, HEARTBEAT, LIMIT, 100, 100, TIMER);
        address = broker.bind("tcp://127.0.0.1:*");
        broker.run().subscribe();
        new Titanic(zmq, address, new Store(folder, 3), HEARTBEAT, PATIENCE, TIMER).run().subscribe();
        client = new Client(zmq, address, TIMER);
    }

    /** Broker, titanic and client go; what they had in memory goes with them. */
    @AfterEach
    void kill() {
        zmq.close();
    }

    private List<String> ask(String service, String... body) {
        ZmqMessage reply = client.request(service, ZmqMessage.of(body), LIMIT, 0).block(LIMIT);
        return IntStream.range(0, reply.frameCount()).mapToObj(reply::frameAsString).toList();
    }

    private String left(String... request) {
        List<String> reply = ask("titanic.request", request);
        assertThat(reply).hasSize(2).first().isEqualTo("200");
        return reply.get(1);
    }

    private void echo() {
        Worker.serve(zmq, address, Mdp.WORKER_1, "echo", Mono::just, HEARTBEAT, TIMER).subscribe();
    }

    @Test
    @DisplayName("broker and titanic are killed with a job on the disk: those that take their place have it done")
    void a_job_outlives_everybody() {
        String id = left("echo", "hello");
        assertThat(ask("titanic.reply", id)).containsExactly("300");
        kill();
        start();
        echo();

        assertThat(new TitanicClient(client).await(id, PAUSE, TIMER).block(LIMIT)).isEqualTo(ZmqMessage.of("hello"));
    }

    @Test
    @DisplayName("RFC 9: an answer can be fetched again, also after a crash, until it is closed; closing twice does no harm")
    void an_answer_stays_until_it_is_closed() {
        String id = left("echo", "hello", "again");
        echo();
        new TitanicClient(client).await(id, PAUSE, TIMER).block(LIMIT);
        kill();
        start();

        assertThat(ask("titanic.reply", id)).containsExactly("200", "hello", "again");
        assertThat(ask("titanic.close", id)).containsExactly("200");
        assertThat(ask("titanic.close", id)).containsExactly("200");
        assertThat(ask("titanic.reply", id)).containsExactly("400");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("a worker dies with the job: the next one does it")
    void a_worker_that_dies_is_only_a_delay() {
        AtomicInteger deaths = new AtomicInteger();
        String id = left("echo", "hello");
        Worker.serve(zmq, address, Mdp.WORKER_1, "echo",
                job -> Mono.error(new IllegalStateException("died " + deaths.incrementAndGet())), HEARTBEAT, TIMER)
                .onErrorComplete().block(LIMIT);
        echo();

        assertThat(new TitanicClient(client).await(id, PAUSE, TIMER).block(LIMIT)).isEqualTo(ZmqMessage.of("hello"));
        assertThat(deaths).hasValue(1);
    }

    @Test
    @DisplayName("RFC 9: 400 for an id that is not known, or none at all: no name of a file comes from outside")
    void strange_ids_are_unknown() throws IOException {
        Files.writeString(folder.resolve("secret.request"), "");

        assertThat(ask("titanic.reply", UUID.randomUUID().toString().replace("-", ""))).containsExactly("400");
        assertThat(ask("titanic.reply", "../" + folder.getFileName() + "/secret")).containsExactly("400");
        assertThat(ask("titanic.close", "secret")).containsExactly("200");
        assertThat(folder.resolve("secret.request")).exists();
    }

    @Test
    @DisplayName("RFC 9: 500 when no more requests fit; there is room again when one is closed")
    void the_disk_is_bounded() {
        String first = left("none", "1");
        left("none", "2");
        left("none", "3");

        assertThat(ask("titanic.request", "none", "4")).containsExactly("500");
        ask("titanic.close", first);
        left("none", "4");
    }
}
