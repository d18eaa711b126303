package io.reactivezmq.samples.guide.titanic;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Broker;
import io.reactivezmq.samples.guide.majordomo.Client;
import io.reactivezmq.samples.guide.majordomo.Mdp;
import io.reactivezmq.samples.guide.majordomo.Worker;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Titanic: a client leaves a request and comes back for the answer; neither it nor the worker, the broker or this program has to
 * live all the while (RFC 9).
 *
 * <p>In the guide three threads share a folder, with pipes between them. Here the three services are workers of majordomo, and a
 * fourth stream asks again and again, for whatever has no answer on the disk: the disk is the queue, so there is nothing to replay
 * after a crash. A worker may get a request twice.
 */
public final class Titanic {

    private static final int AT_ONCE = 16;

    private final ZmqContext zmq;
    private final Endpoint broker;
    private final Store store;
    private final Duration heartbeat;
    private final Duration patience;
    private final Scheduler timer;

    /**
     * @param heartbeat as the broker has it
     * @param patience how long a worker has for an answer, and how long to wait before whatever has none is tried again
     */
    Titanic(ZmqContext zmq, Endpoint broker, Store store, Duration heartbeat, Duration patience, Scheduler timer) {
        this.zmq = zmq;
        this.broker = broker;
        this.store = store;
        this.heartbeat = heartbeat;
        this.patience = patience;
        this.timer = timer;
    }

    /** Works for as long as it is subscribed and the context is open; ends with an error when the disk does. */
    Mono<Void> run() {
        Mono<Void> services = Mono.when(
                service("titanic.request", this::accept),
                service("titanic.reply", this::reply),
                service("titanic.close", this::close));
        return Mono.firstWithSignal(services, dispatch());
    }

    private interface Answer {

        ZmqMessage to(ZmqMessage request) throws IOException;
    }

    private Mono<Void> service(String name, Answer answer) {
        return Worker.serve(zmq, broker, Mdp.WORKER_1, name, request -> onDisk(() -> answer.to(request)), heartbeat, timer);
    }

    private ZmqMessage accept(ZmqMessage request) throws IOException {
        if (request.frameCount() < 2) {
            return status("400");
        }
        return store.add(request).map(id -> ZmqMessage.of("200", id)).orElseGet(() -> status("500"));
    }

    private ZmqMessage reply(ZmqMessage request) throws IOException {
        String id = request.frameAsString(0);
        if (!Store.isId(id) || store.request(id).isEmpty()) {
            return status("400");
        }
        return store.reply(id).map(reply -> reply.withFirst("200")).orElseGet(() -> status("300"));
    }

    private ZmqMessage close(ZmqMessage request) throws IOException {
        String id = request.frameAsString(0);
        if (Store.isId(id)) {
            store.close(id);
        }
        return status("200");
    }

    /** One attempt for each request without an answer, a few side by side; then a pause, and all over again. */
    private Mono<Void> dispatch() {
        return onDisk(store::pending).flatMapIterable(pending -> pending)
                .flatMap(id -> onDisk(() -> store.request(id)).flatMap(Mono::justOrEmpty)
                        .flatMap(request -> execute(id, request)), AT_ONCE)
                .then()
                .repeatWhen(done -> done.delayElements(patience, timer)).then();
    }

    /** Over a client of its own: requests of one client wait for each other, and this service may have no worker. */
    private Mono<Void> execute(String id, ZmqMessage request) {
        return Mono.usingWhen(
                        Mono.fromSupplier(() -> new Client(zmq, broker, timer)),
                        client -> client.request(request.frameAsString(0), request.withoutFirst(1), patience, 0),
                        client -> Mono.fromRunnable(client::dispose))
                .flatMap(reply -> onDisk(() -> {
                    store.answer(id, reply);
                    return id;
                }))
                .then().onErrorComplete(ZmqTimeoutException.class);
    }

    /** Off the event loops. */
    private static <T> Mono<T> onDisk(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    private static ZmqMessage status(String code) {
        return ZmqMessage.of(code);
    }

    /** A client's wait for the answer, for as long as it is subscribed; empty if the request is not known. */
    static Mono<ZmqMessage> await(Client client, String id, Duration pause, Scheduler timer) {
        return client.request("titanic.reply", ZmqMessage.of(id), Duration.ofSeconds(10), 3)
                .filter(reply -> !reply.frameAsString(0).equals("300"))
                .repeatWhenEmpty(Integer.MAX_VALUE, again -> again.delayElements(pause, timer))
                .filter(reply -> reply.frameAsString(0).equals("200") && reply.frameCount() > 1)
                .map(reply -> reply.withoutFirst(1));
    }

    /** A request is left before there is a worker for it, and answered when there is one. */
    public static void main(String[] arguments) {
        Duration second = Duration.ofSeconds(1);
        Scheduler timer = Schedulers.parallel();
        Path folder = folder();
        try (ZmqContext zmq = ZmqContext.create()) {
            Broker broker = new Broker(zmq, second, second.multipliedBy(10), 1000, 100, timer);
            Endpoint address = broker.bind("tcp://127.0.0.1:*");
            broker.run().subscribe();
            new Titanic(zmq, address, new Store(folder, 1000), second, second, timer).run().subscribe();
            Client client = new Client(zmq, address, timer);

            ZmqMessage accepted = client.request("titanic.request", ZmqMessage.of("echo", "hello"), second, 10)
                    .blockOptional().orElseThrow();
            System.out.println("accepted: " + accepted + ", in " + folder);
            Worker.serve(zmq, address, Mdp.WORKER_1, "echo", Flux::just, second, timer).subscribe();
            System.out.println("answered: " + await(client, accepted.frameAsString(1), second, timer).block());
            System.out.println("closed: " + client.request("titanic.close", ZmqMessage.of(accepted.frame(1)), second, 10).block());
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
