package io.reactivezmq.samples.guide.paranoidpirate;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.roles.Options;
import io.reactivezmq.samples.guide.roles.Roles;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Shows the {@link ParanoidPirate}. */
public final class ParanoidPirateProgram {

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_WAITING = 1000;

    private ParanoidPirateProgram() {
    }

    /** As one program, or as several. */
    public static Roles roles(String pattern) {
        return new Roles(pattern, ParanoidPirateProgram::demonstrate)
                .role("queue", "--bind-clients EP --bind-workers EP", ParanoidPirateProgram::queue)
                .role("worker", "--connect EP", (zmq, options) -> ParanoidPirate.work(zmq, options.endpoint("--connect"), BEAT,
                        job -> Mono.just(job.withFirst("done:"))))
                .role("client", "--connect EP [--say TEXT]", ParanoidPirateProgram::client);
    }

    private static Mono<Void> queue(ZmqContext zmq, Options options) {
        PirateQueue queue = new PirateQueue(zmq, BEAT, LIMIT, MAX_WAITING, Schedulers.parallel());
        System.out.println("bound to " + queue.bindForClients(options.get("--bind-clients")));
        System.out.println("bound to " + queue.bindForWorkers(options.get("--bind-workers")));
        return queue.run();
    }

    private static Mono<Void> client(ZmqContext zmq, Options options) {
        RequestClient client = zmq.requestClient();
        client.socket().connectNow(options.endpoint("--connect"));
        return client.request(ZmqMessage.of(options.get("--say", "hello")), LIMIT, 0)
                .doOnNext(answer -> System.out.println(Roles.text(answer))).then();
    }

    /** Two workers; one of them dies with each job that it gets, and the client has all its answers. */
    private static void demonstrate() {
        try (ZmqContext zmq = ZmqContext.create()) {
            PirateQueue queue = new PirateQueue(zmq, BEAT, LIMIT, MAX_WAITING, Schedulers.parallel());
            Endpoint forClients = queue.bindForClients("tcp://127.0.0.1:*");
            Endpoint forWorkers = queue.bindForWorkers("tcp://127.0.0.1:*");
            queue.run().subscribe();
            ParanoidPirate.work(zmq, forWorkers, BEAT, job -> Mono.error(new IllegalStateException("died with " + job)))
                    .publishOn(Schedulers.boundedElastic()).doOnError(death -> System.out.println("a worker " + death.getMessage()))
                    .retry(1).onErrorComplete().subscribe();
            ParanoidPirate.work(zmq, forWorkers, BEAT, Mono::just).subscribe();

            RequestClient client = zmq.requestClient();
            client.socket().connectNow(forClients);
            Flux.range(1, 5).concatMap(i -> client.request(ZmqMessage.of("job " + i)).timeout(LIMIT))
                    .toIterable().forEach(answer -> System.out.println("answered: " + answer));
        }
    }
}
