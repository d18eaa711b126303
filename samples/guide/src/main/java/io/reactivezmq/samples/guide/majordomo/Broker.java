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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
 * <p>A service of MDP/0.2 is not that of the same name of MDP/0.1, whose clients could not read answers of several parts.
 */
public final class Broker {

    private static final int LIVENESS = 4;
    private static final int MAX_WORKERS = 10_000;

    private record Name(Mdp dialect, String service) {
    }

    private static final class Worker {

        private final RoutingId id;
        private final Name name;
        private @Nullable Job job;
        private long expiry;

        Worker(RoutingId id, Name name) {
            this.id = id;
            this.name = name;
        }
    }

    private record Service(Deque<Job> jobs, Deque<Worker> idle) {
    }

    private final Map<Name, Service> services = new HashMap<>();
    private final Map<RoutingId, Worker> workers = new HashMap<>();
    private final RouterSocket router;
    private final Duration heartbeat;
    private final Duration jobLimit;
    private final int maxJobs;
    private final int maxOfService;
    private final Scheduler timer;
    private int waiting;
    private final AtomicLong dropped = new AtomicLong();

    /**
     * @param heartbeat as its workers have it; who is silent for four of them is lost
     * @param jobLimit how long a worker may be busy without a word, and a request may wait for a worker
     * @param maxJobs requests that may wait; more are dropped, as MDP has no answer that could say so
     * @param maxOfService those of them that may be for the same service: one that nobody has must not take the room of all others
     */
    public Broker(ZmqContext zmq, Duration heartbeat, Duration jobLimit, int maxJobs, int maxOfService, Scheduler timer) {
        router = zmq.router(options -> options.routing(
                routing -> routing.disconnectMessage(Mdp.WORKER_1.message(Command.DISCONNECT))));
        this.heartbeat = heartbeat;
        this.jobLimit = jobLimit;
        this.maxJobs = maxJobs;
        this.maxOfService = maxOfService;
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
        return dropped.get();
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
        Name name = new Name(dialect.worker(), request.frameAsString(0));
        Job job = new Job(client, request.withoutFirst(1), now() + jobLimit.toMillis());
        Service known = services.get(name);
        if (known != null && !known.idle.isEmpty()) {
            give(known.idle.remove(), job);
        } else if (waiting < maxJobs && (known == null || known.jobs.size() < maxOfService)) {
            waiting++;
            service(name).jobs.add(job);
        } else {
            dropped.incrementAndGet();
        }
    }

    private void takeFromWorker(RoutingId id, Parsed said) {
        Worker worker = workers.get(id);
        switch (said.command()) {
            case READY -> {
                if (worker == null && said.rest() != null && said.size() == 1 && workers.size() < MAX_WORKERS) {
                    Worker newcomer = new Worker(id, new Name(said.dialect(), said.rest().frameAsString(0)));
                    workers.put(id, newcomer);
                    idle(newcomer);
                } else {
                    dismiss(id, said.dialect());
                }
            }
            case PARTIAL, FINAL -> {
                ZmqMessage answer = said.rest();
                if (worker == null || worker.job == null || answer == null || said.size() < 3 || answer.frameSize(1) != 0
                        || !worker.job.client().equals(RoutingId.of(answer.frame(0)))) {
                    dismiss(id, said.dialect());
                    return;
                }
                router.trySend(worker.job.client(), worker.name.dialect.client().message(said.command(),
                        answer.withoutFirst(2).withFirst(worker.name.service)));
                if (said.command() == Command.FINAL) {
                    idle(worker);
                } else {
                    worker.job.answeredInPart();
                    worker.expiry = now() + jobLimit.toMillis();
                }
            }
            case HEARTBEAT -> {
                if (worker == null) {
                    dismiss(id, said.dialect());
                } else if (worker.job == null) {
                    worker.expiry = now() + patience();
                }
            }
            case DISCONNECT -> forget(id);
            case REQUEST -> dismiss(id, said.dialect());
        }
    }

    private void idle(Worker worker) {
        worker.job = null;
        worker.expiry = now() + patience();
        service(worker.name).idle.add(worker);
        dispatch(worker.name);
    }

    private void dispatch(Name name) {
        Service service = service(name);
        while (!service.jobs.isEmpty() && !service.idle.isEmpty()) {
            Job job = service.jobs.remove();
            waiting--;
            if (job.isExpired(now())) {
                dropped.incrementAndGet();
            } else {
                give(service.idle.remove(), job);
            }
        }
        if (service.jobs.isEmpty() && service.idle.isEmpty()) {
            services.remove(name);
        }
    }

    private void give(Worker worker, Job job) {
        job.begin();
        worker.job = job;
        worker.expiry = now() + jobLimit.toMillis();
        router.trySend(worker.id, worker.name.dialect.message(Command.REQUEST,
                job.body().withFirst(Mdp.EMPTY).withFirst(job.client().bytes())));
    }

    private void dismiss(RoutingId id, Mdp dialect) {
        router.trySend(id, dialect.message(Command.DISCONNECT));
        forget(id);
    }

    private void forget(RoutingId id) {
        Worker lost = workers.remove(id);
        if (lost != null) {
            service(lost.name).idle.remove(lost);
            if (lost.job != null) {
                again(lost.name, lost.job);
            }
            dispatch(lost.name);
        }
    }

    /** Lost workers' jobs come first; there are no more of them than workers, for whom there is a bound. */
    private void again(Name name, Job job) {
        if (job.mayBeTriedAgain() && !job.isExpired(now())) {
            waiting++;
            service(name).jobs.addFirst(job);
        } else {
            dropped.incrementAndGet();
        }
    }

    private void beat() {
        for (Worker worker : List.copyOf(workers.values())) {
            if (worker.expiry < now()) {
                dismiss(worker.id, worker.name.dialect);
            } else {
                router.trySend(worker.id, worker.name.dialect.message(Command.HEARTBEAT));
            }
        }
        for (Name name : List.copyOf(services.keySet())) {
            Deque<Job> jobs = service(name).jobs;
            int before = jobs.size();
            jobs.removeIf(job -> job.isExpired(now()));
            int expired = before - jobs.size();
            waiting -= expired;
            dropped.addAndGet(expired);
            dispatch(name);
        }
    }

    private Service service(Name name) {
        return services.computeIfAbsent(name, first -> new Service(new ArrayDeque<>(), new ArrayDeque<>()));
    }

    private long patience() {
        return heartbeat.toMillis() * LIVENESS;
    }

    private long now() {
        return timer.now(TimeUnit.MILLISECONDS);
    }
}
