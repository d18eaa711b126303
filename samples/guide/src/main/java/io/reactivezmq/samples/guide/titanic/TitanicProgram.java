package io.reactivezmq.samples.guide.titanic;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Broker;
import io.reactivezmq.samples.guide.majordomo.Client;
import io.reactivezmq.samples.guide.majordomo.Majordomo;
import io.reactivezmq.samples.guide.majordomo.Mdp;
import io.reactivezmq.samples.guide.majordomo.Worker;
import io.reactivezmq.samples.guide.roles.Options;
import io.reactivezmq.samples.guide.roles.Roles;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows {@link Titanic}. */
public final class TitanicProgram {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Scheduler TIMER = Schedulers.parallel();
    private static final int MAX_REQUESTS = 1000;

    private TitanicProgram() {
    }

    /** As one program, or as several, with the broker and the workers of majordomo. */
    public static Roles roles(String pattern) {
        return new Roles(pattern, TitanicProgram::demonstrate)
                .role("server", "--connect EP --folder PATH", TitanicProgram::server)
                .role("client", "--connect EP [--service NAME] [--say TEXT]", TitanicProgram::client);
    }

    private static Mono<Void> server(ZmqContext zmq, Options options) {
        return Mono.fromCallable(() -> Files.createDirectories(Path.of(options.get("--folder"))))
                .flatMap(folder -> new Titanic(zmq, options.endpoint("--connect"), new Store(folder, MAX_REQUESTS),
                        Majordomo.HEARTBEAT, SECOND, TIMER).run());
    }

    private static Mono<Void> client(ZmqContext zmq, Options options) {
        TitanicClient client = new TitanicClient(new Client(zmq, options.endpoint("--connect"), TIMER));
        return client.leave(options.get("--service", "shout"), ZmqMessage.of(options.get("--say", "hello")))
                .doOnNext(id -> System.out.println("accepted: " + id))
                .flatMap(id -> client.await(id, SECOND, TIMER).switchIfEmpty(unknown(id))
                        .doOnNext(answer -> System.out.println(Roles.text(answer)))
                        .then(client.close(id)));
    }

    private static Mono<ZmqMessage> unknown(String id) {
        return Mono.error(() -> new ZmqTimeoutException(
                "titanic knows no request " + id + ": it was removed, or another titanic with another --folder has answered"));
    }

    /** A request is left before there is a worker for it, and answered when there is one. */
    private static void demonstrate() {
        Path folder = folder();
        try (ZmqContext zmq = ZmqContext.create()) {
            Broker broker = new Broker(zmq, SECOND, SECOND.multipliedBy(10), 1000, 100, TIMER);
            Endpoint address = broker.bind("tcp://127.0.0.1:*");
            broker.run().subscribe();
            new Titanic(zmq, address, new Store(folder, MAX_REQUESTS), SECOND, SECOND, TIMER).run().subscribe();
            TitanicClient client = new TitanicClient(new Client(zmq, address, TIMER));

            String id = Objects.requireNonNull(client.leave("echo", ZmqMessage.of("hello")).block());
            System.out.println("accepted: " + id + ", in " + folder);
            Worker.serve(zmq, address, Mdp.WORKER_1, "echo", Flux::just, SECOND, TIMER).subscribe();
            System.out.println("answered: " + client.await(id, SECOND, TIMER).block());
            client.close(id).block();
            System.out.println("closed: " + id);
        }
        folder.toFile().deleteOnExit();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("titanic");
        } catch (IOException broken) {
            throw new UncheckedIOException("no folder for requests: check java.io.tmpdir", broken);
        }
    }
}
