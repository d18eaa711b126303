package io.reactivezmq.samples.guide.majordomo;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Mdp.Command;
import io.reactivezmq.samples.guide.majordomo.Mdp.Parsed;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Gives each request to the worker of its service that has been idle for longest; one ROUTER for all of them. Messages and
 * heartbeats are merged into one stream, so what is kept here needs no lock.
 *
 * <p>The job of a worker that is lost goes to the next one. Lost is who is silent for too long, or busy for too long, or
 * disconnected: that the ROUTER itself tells, by a DISCONNECT behind the last message of each peer that goes ({@code
 * routing.disconnectMessage}). A job is dropped, and its client's deadline tells, when it is too old, when its client has a part of
 * the answer already, which another worker would begin anew, and when three workers were lost over it: it may be the job that
 * kills them.
 *
 * <p>Services whose names begin with {@code mmi.} are the broker's own (RFC 8): {@code mmi.service} says whether a service has a
 * worker, of the client's version of the protocol.
 */
public final class Broker {

    private static final int LIVENESS = 4;
    private static final int MAX_WORKERS = 10_000;

    private final Map<RoutingId, Registration> workers = new HashMap<>();
    private final Queues queues;
    private final RouterSocket router;
    private final Duration heartbeat;
    private final Duration jobLimit;
    private final Scheduler timer;

    /**
     * @param heartbeat as its workers have it; who is silent for four of them is lost
     * @param jobLimit how long a worker may be busy without a word, and a request may wait for a worker
     * @param maxJobs requests that may wait; more are dropped, as MDP has no answer that could say so
     * @param maxOfService those of them that may be for the same service: one that nobody has must not take the room of all others
     */
    public Broker(ZmqContext zmq, Duration heartbeat, Duration jobLimit, int maxJobs, int maxOfService, Scheduler timer) {
        router = zmq.router(options -> options.routing(
                routing -> routing.disconnectMessage(Mdp.WORKER_1.message(Command.DISCONNECT))));
        queues = new Queues(maxJobs, maxOfService, () -> timer.now(TimeUnit.MILLISECONDS), this::give);
        this.heartbeat = heartbeat;
        this.jobLimit = jobLimit;
        this.timer = timer;
    }

    /** Where clients and workers connect, with the real port. */
    public Endpoint bind(String endpoint) {
        return router.bindNow(endpoint);
    }

    /** Works for as long as it is subscribed. */
    public Mono<Void> run() {
        Flux<Runnable> messages = router.messages().map(received -> () -> take(received));
        Flux<Runnable> beats = Flux.interval(heartbeat, timer).onBackpressureDrop().map(beat -> this::beat);
        return Flux.merge(messages, beats.takeUntilOther(router.onDispose())).doOnNext(Runnable::run).then();
    }

    /** Requests that were dropped: there was no room, they were too old, or their worker was lost and no other could have them. */
    public long dropped() {
        return queues.dropped();
    }

    /** Closes the socket, and so ends {@link #run}. */
    public void close() {
        router.close();
    }

    private void take(RoutedMessage received) {
        Parsed said = Mdp.parse(received.message());
        if (said == null) {
            return;
        }
        if (!said.dialect().isClient()) {
            takeFromWorker(received.peer(), said);
        } else if (said.command() == Command.REQUEST && said.rest() != null && said.size() >= 2) {
            takeRequest(received.peer(), said.dialect(), said.rest());
        }
    }

    private void takeRequest(RoutingId client, Mdp dialect, ZmqMessage request) {
        ServiceName service = new ServiceName(dialect.worker(), request.frameAsString(0));
        if (service.isOfBroker()) {
            router.trySend(client, dialect.message(Command.FINAL, ZmqMessage.of(service.name(), manage(service, request))));
        } else {
            queues.add(service, new Job(client, request.withoutFirst(1), in(jobLimit)));
        }
    }

    /** What the broker itself answers: RFC 8. */
    private String manage(ServiceName asked, ZmqMessage request) {
        if (!asked.name().equals("mmi.service")) {
            return "501";
        }
        return queues.hasWorker(new ServiceName(asked.dialect(), request.frameAsString(1))) ? "200" : "404";
    }

    private void takeFromWorker(RoutingId id, Parsed said) {
        Registration worker = workers.get(id);
        switch (said.command()) {
            case READY -> register(id, worker, said);
            case PARTIAL, FINAL -> answer(id, worker, said);
            case HEARTBEAT -> {
                if (worker == null) {
                    dismiss(id, said.dialect());
                } else if (worker.job() == null) {
                    worker.expectUntil(in(heartbeat.multipliedBy(LIVENESS)));
                }
            }
            case DISCONNECT -> forget(id);
            case REQUEST -> dismiss(id, said.dialect());
        }
    }

    private void register(RoutingId id, @Nullable Registration known, Parsed said) {
        if (known == null && said.rest() != null && said.size() == 1 && workers.size() < MAX_WORKERS) {
            ServiceName service = new ServiceName(said.dialect(), said.rest().frameAsString(0));
            if (!service.isOfBroker()) {
                Registration newcomer = new Registration(id, service);
                newcomer.expectUntil(in(heartbeat.multipliedBy(LIVENESS)));
                workers.put(id, newcomer);
                queues.register(newcomer);
                return;
            }
        }
        dismiss(id, said.dialect());
    }

    private void answer(RoutingId id, @Nullable Registration worker, Parsed said) {
        ZmqMessage answer = said.rest();
        Job job = worker == null ? null : worker.job();
        if (worker == null || job == null || answer == null || said.size() < 3 || answer.frameSize(1) != 0
                || !job.client().equals(RoutingId.of(answer.frame(0)))) {
            dismiss(id, said.dialect());
            return;
        }
        router.trySend(job.client(), worker.service().dialect().client().message(said.command(),
                answer.withoutFirst(2).withFirst(worker.service().name())));
        if (said.command() == Command.FINAL) {
            worker.rest();
            worker.expectUntil(in(heartbeat.multipliedBy(LIVENESS)));
            queues.idle(worker);
        } else {
            job.answeredInPart();
            worker.expectUntil(in(jobLimit));
        }
    }

    private void give(Registration worker, Job job) {
        worker.begin(job);
        worker.expectUntil(in(jobLimit));
        router.trySend(worker.worker(), worker.service().dialect().message(Command.REQUEST,
                job.body().withFirst(Mdp.EMPTY).withFirst(job.client().bytes())));
    }

    private void dismiss(RoutingId id, Mdp dialect) {
        router.trySend(id, dialect.message(Command.DISCONNECT));
        forget(id);
    }

    private void forget(RoutingId id) {
        Registration lost = workers.remove(id);
        if (lost != null) {
            queues.remove(lost);
        }
    }

    private void beat() {
        for (Registration worker : List.copyOf(workers.values())) {
            if (worker.isLost(timer.now(TimeUnit.MILLISECONDS))) {
                dismiss(worker.worker(), worker.service().dialect());
            } else {
                router.trySend(worker.worker(), worker.service().dialect().message(Command.HEARTBEAT));
            }
        }
        queues.expire();
    }

    private long in(Duration time) {
        return timer.now(TimeUnit.MILLISECONDS) + time.toMillis();
    }
}
