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
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stands between REQ clients and workers, and gives each job to the worker that has been ready for longest.
 *
 * <p>A worker says that it is ready. That it has gone is said by the socket, behind the last message of its connection
 * ({@code routing.disconnectMessage}): when it has closed it, and when it was silent for too long ({@code heartbeat}). Its job goes
 * to the next worker, so clients need not ask again.
 */
final class PirateQueue {

    /** What a worker says first on each connection. RFC 6's code for it. */
    static final ZmqMessage READY = ZmqMessage.of(new byte[] {1});
    private static final ZmqMessage GONE = ZmqMessage.of(new byte[] {0});

    private final RouterSocket clients;
    private final RouterSocket workers;
    private final int maxWaiting;
    private final Deque<ZmqMessage> waiting = new ArrayDeque<>();
    private final Deque<RoutingId> ready = new ArrayDeque<>();
    private final Map<RoutingId, ZmqMessage> busy = new HashMap<>();

    /**
     * @param beat how often a silent worker is asked for a sign of life; it has three of these to give one
     * @param maxWaiting jobs that may wait for a worker; more are dropped, and their clients have to ask again
     */
    PirateQueue(ZmqContext zmq, Duration beat, int maxWaiting) {
        this.maxWaiting = maxWaiting;
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
        return Flux.merge(jobs, news).doOnNext(Runnable::run).then();
    }

    void close() {
        clients.close();
        workers.close();
    }

    private void take(ZmqMessage job) {
        if (waiting.size() < maxWaiting) {
            waiting.add(job);
            dispatch();
        }
    }

    private void hear(RoutedMessage said) {
        RoutingId worker = said.peer();
        ZmqMessage job = busy.get(worker);
        if (said.message().equals(GONE)) {
            ready.remove(worker);
            busy.remove(worker);
            if (job != null) {
                waiting.addFirst(job);
            }
        } else if (said.message().equals(READY)) {
            if (job == null && !ready.contains(worker)) {
                ready.add(worker);
            }
        } else if (job != null && Arrays.equals(job.frame(0), said.message().frame(0))) {
            clients.trySend(said.message());
            busy.remove(worker);
            ready.add(worker);
        }
        dispatch();
    }

    private void dispatch() {
        while (!ready.isEmpty() && !waiting.isEmpty()) {
            RoutingId worker = ready.remove();
            ZmqMessage job = waiting.remove();
            busy.put(worker, job);
            workers.trySend(worker, job);
        }
    }
}
