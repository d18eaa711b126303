package io.reactivezmq.samples.guide.titanic;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Client;
import io.reactivezmq.samples.guide.majordomo.Mdp;
import io.reactivezmq.samples.guide.majordomo.Worker;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.Callable;
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
final class Titanic {

    private static final int AT_ONCE = 16;

    private final ZmqContext zmq;
    private final Endpoint broker;
    private final Store store;
    private final Desk desk;
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
        desk = new Desk(store);
        this.heartbeat = heartbeat;
        this.patience = patience;
        this.timer = timer;
    }

    /** Works for as long as it is subscribed and the context is open; ends with an error when the disk does. */
    Mono<Void> run() {
        Mono<Void> services = Mono.when(
                service("titanic.request", desk::accept),
                service("titanic.reply", desk::reply),
                service("titanic.close", desk::close));
        return Mono.firstWithSignal(services, dispatch());
    }

    private Mono<Void> service(String name, Desk.Service service) {
        return Worker.serve(zmq, broker, Mdp.WORKER_1, name, request -> onDisk(() -> service.answer(request)), heartbeat, timer);
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
}
