package io.reactivezmq.samples.guide.paranoidpirate;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Stands between REQ clients and workers, and gives each job to the worker that has been ready for longest.
 *
 * <p>A worker says that it is ready. That it has gone is said by the socket, behind the last message of its connection
 * ({@code routing.disconnectMessage}): when it has closed it, and when its process was silent for too long ({@code heartbeat}).
 * Heartbeats are answered by the event loop, however long the service takes; so there is a limit for a job, too. Whoever is over
 * it gets nothing more before it has answered, and that answer is dropped.
 *
 * <p>The job goes to the next worker, so clients need not ask again; at most to three of them, as it may be the job that kills
 * them. Then it is dropped and counted, and its client has to notice by itself.
 */
final class PirateQueue {

    /** What a worker says first on each connection. RFC 6's code for it. */
    static final ZmqMessage READY = ZmqMessage.of(new byte[] {1});
    private static final ZmqMessage GONE = ZmqMessage.of(new byte[] {0});
    /** Workers that get the same job, one after the other. */
    static final int MAX_TRIES = 3;

    private static final class Job {

        private final ZmqMessage message;
        private int tries;
        /** Until then it may wait, or be worked on. */
        private long deadline;

        Job(ZmqMessage message) {
            this.message = message;
        }
    }

    private final RouterSocket clients;
    private final RouterSocket workers;
    private final Duration beat;
    private final Duration jobLimit;
    private final int maxWaiting;
    private final Scheduler timer;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Deque<RoutingId> ready = new ArrayDeque<>();
    private final Map<RoutingId, Job> busy = new HashMap<>();
    /** Those that were too slow, until they answer. */
    private final Set<RoutingId> overdue = new HashSet<>();
    private final AtomicLong dropped = new AtomicLong();

    /**
     * @param beat how often a silent worker is asked for a sign of life; it has three of these to give one
     * @param jobLimit how long a worker has for a job, and how long a job may wait for a worker
     * @param maxWaiting jobs that may wait for a worker; more are dropped, and their clients have to ask again
     * @param timer for the limit of jobs
     */
    PirateQueue(ZmqContext zmq, Duration beat, Duration jobLimit, int maxWaiting, Scheduler timer) {
        this.beat = beat;
        this.jobLimit = jobLimit;
        this.maxWaiting = maxWaiting;
        this.timer = timer;
        clients = zmq.router();
        workers = zmq.router(options -> options.heartbeat(heartbeat -> heartbeat.interval(beat).timeout(beat.multipliedBy(3)))
                .routing(routing -> routing.disconnectMessage(GONE)));
    }

    Endpoint bindForClients(String endpoint) {
        return clients.bindNow(endpoint);
    }

    Endpoint bindForWorkers(String endpoint) {
        return workers.bindNow(endpoint);
    }

    /** Works for as long as it is subscribed. */
    Mono<Void> run() {
        Flux<Runnable> jobs = clients.receive().map(job -> () -> take(job));
        Flux<Runnable> news = workers.messages().map(said -> () -> hear(said));
        Flux<Runnable> limits = Flux.interval(beat, timer).onBackpressureDrop().map(tick -> this::dropLate);
        return Flux.merge(jobs, news, limits.takeUntilOther(workers.onDispose())).doOnNext(Runnable::run).then();
    }

    /** Jobs that were dropped: there was no room, no worker in time, or three workers did not bring them to an end. */
    long dropped() {
        return dropped.get();
    }

    void close() {
        clients.close();
        workers.close();
    }

    private void take(ZmqMessage message) {
        if (waiting.size() < maxWaiting) {
            Job job = new Job(message);
            job.deadline = now() + jobLimit.toMillis();
            waiting.add(job);
            dispatch();
        } else {
            dropped.incrementAndGet();
        }
    }

    private void hear(RoutedMessage said) {
        RoutingId worker = said.peer();
        Job job = busy.get(worker);
        if (said.message().equals(GONE)) {
            ready.remove(worker);
            busy.remove(worker);
            overdue.remove(worker);
            if (job != null) {
                again(job);
            }
        } else if (said.message().equals(READY)) {
            if (job == null && !overdue.contains(worker) && !ready.contains(worker)) {
                ready.add(worker);
            }
        } else if (overdue.remove(worker)) {
            ready.add(worker);
        } else if (job != null && Arrays.equals(job.message.frame(0), said.message().frame(0))) {
            clients.trySend(said.message());
            busy.remove(worker);
            ready.add(worker);
        }
        dispatch();
    }

    /** It comes first; for what its worker has made of it nobody waits any more. */
    private void again(Job job) {
        if (job.tries < MAX_TRIES && waiting.size() < maxWaiting) {
            job.deadline = now() + jobLimit.toMillis();
            waiting.addFirst(job);
        } else {
            dropped.incrementAndGet();
        }
    }

    private void dropLate() {
        for (Map.Entry<RoutingId, Job> work : List.copyOf(busy.entrySet())) {
            if (isLate(work.getValue())) {
                busy.remove(work.getKey());
                overdue.add(work.getKey());
                again(work.getValue());
            }
        }
        int before = waiting.size();
        waiting.removeIf(this::isLate);
        dropped.addAndGet(before - waiting.size());
        dispatch();
    }

    private void dispatch() {
        while (!ready.isEmpty() && !waiting.isEmpty()) {
            Job job = waiting.remove();
            if (isLate(job)) {
                dropped.incrementAndGet();
                continue;
            }
            RoutingId worker = ready.remove();
            job.tries++;
            job.deadline = now() + jobLimit.toMillis();
            busy.put(worker, job);
            workers.trySend(worker, job.message);
        }
    }

    private boolean isLate(Job job) {
        return job.deadline < now();
    }

    private long now() {
        return timer.now(TimeUnit.MILLISECONDS);
    }
}
