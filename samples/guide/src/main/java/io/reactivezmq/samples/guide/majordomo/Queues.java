package io.reactivezmq.samples.guide.majordomo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** For each service the jobs that wait for a worker, and the workers that wait for a job. Not safe for several threads. */
final class Queues {

    private static final class Queue {

        private final Deque<Job> jobs = new ArrayDeque<>();
        private final Deque<Registration> idle = new ArrayDeque<>();
        /** The busy ones, too. */
        private int workers;
    }

    private final Map<ServiceName, Queue> queues = new HashMap<>();
    private final int maxJobs;
    private final int maxOfService;
    private final LongSupplier now;
    private final BiConsumer<Registration, Job> give;
    private int waiting;
    private final AtomicLong dropped = new AtomicLong();

    /**
     * @param maxJobs that may wait
     * @param maxOfService those of them that may be for the same service: one that nobody has must not take the room of all others
     * @param give called for a worker that is idle no more, and its job
     */
    Queues(int maxJobs, int maxOfService, LongSupplier now, BiConsumer<Registration, Job> give) {
        this.maxJobs = maxJobs;
        this.maxOfService = maxOfService;
        this.now = now;
        this.give = give;
    }

    /** Jobs that were dropped: no room, too old, or not to be tried again. From any thread. */
    long dropped() {
        return dropped.get();
    }

    boolean hasWorker(ServiceName service) {
        Queue known = queues.get(service);
        return known != null && known.workers > 0;
    }

    void add(ServiceName service, Job job) {
        Queue known = queues.get(service);
        if (known != null && !known.idle.isEmpty()) {
            give.accept(known.idle.remove(), job);
        } else if (waiting < maxJobs && (known == null || known.jobs.size() < maxOfService)) {
            waiting++;
            queue(service).jobs.add(job);
        } else {
            dropped.incrementAndGet();
        }
    }

    /** A worker has come, and is idle. */
    void register(Registration worker) {
        queue(worker.service()).workers++;
        idle(worker);
    }

    void idle(Registration worker) {
        queue(worker.service()).idle.add(worker);
        dispatch(worker.service());
    }

    /** A worker is lost; its job comes first then. There are no more such jobs than workers, for whom there is a bound. */
    void remove(Registration worker) {
        Queue queue = queue(worker.service());
        queue.workers--;
        queue.idle.remove(worker);
        Job job = worker.job();
        if (job != null && job.mayBeTriedAgain() && !job.isExpired(now.getAsLong())) {
            waiting++;
            queue.jobs.addFirst(job);
        } else if (job != null) {
            dropped.incrementAndGet();
        }
        dispatch(worker.service());
    }

    /** Drops the jobs that have waited for too long. */
    void expire() {
        for (ServiceName service : List.copyOf(queues.keySet())) {
            Deque<Job> jobs = queue(service).jobs;
            int before = jobs.size();
            jobs.removeIf(job -> job.isExpired(now.getAsLong()));
            int expired = before - jobs.size();
            waiting -= expired;
            dropped.addAndGet(expired);
            dispatch(service);
        }
    }

    private void dispatch(ServiceName service) {
        Queue queue = queue(service);
        while (!queue.jobs.isEmpty() && !queue.idle.isEmpty()) {
            Job job = queue.jobs.remove();
            waiting--;
            if (job.isExpired(now.getAsLong())) {
                dropped.incrementAndGet();
            } else {
                give.accept(queue.idle.remove(), job);
            }
        }
        if (queue.jobs.isEmpty() && queue.workers == 0) {
            queues.remove(service);
        }
    }

    private Queue queue(ServiceName service) {
        return queues.computeIfAbsent(service, first -> new Queue());
    }
}
