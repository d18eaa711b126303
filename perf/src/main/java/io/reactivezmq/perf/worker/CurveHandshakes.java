package io.reactivezmq.perf.worker;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Handshakes of CURVE a second between clients in one process and a server in another. Each client connects, and once the
 * handshake has succeeded disconnects and connects again; no message is sent. The client's events are what counts.
 */
final class CurveHandshakes implements PerfCase, Worker {

    @Override
    public String name() {
        return "curve-handshakes";
    }

    @Override
    public Role binder() {
        return Role.SEND;
    }

    @Override
    public boolean sends() {
        return false;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(0);
    }

    @Override
    public Optional<String> several() {
        return Optional.of("clients");
    }

    @Override
    public Optional<String> jeromqLacks() {
        return Optional.of("JeroMQ's monitor does not tell when a handshake of CURVE is over; use --peer libzmq");
    }

    @Override
    public Worker worker(Library library) {
        if (library != Library.OURS) {
            throw new IllegalArgumentException(name() + " has no worker for " + library);
        }
        return this;
    }

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
        OurSide side = OurSide.open(settings, parent);
        LongAdder handshakes = new LongAdder();
        for (int i = 0; i < settings.count(); i++) {
            connectForever(side.zmq().push(CurveSetup.ourClient()), Endpoint.parse(settings.endpoint()), handshakes);
        }
        while (handshakes.sum() == 0) {
            Thread.sleep(1);
        }
        Thread.sleep(settings.timing().warmUp().toMillis());
        Reading start = read(handshakes);
        Thread.sleep(settings.timing().window().toMillis());
        parent.accept(Results.handshakesPerSecond(read(handshakes).ratePerSecondSince(start)));
    }

    private static void connectForever(PushSocket push, Endpoint endpoint, LongAdder handshakes) {
        push.events().subscribe(event -> {
            if (event instanceof HandshakeSucceeded) {
                handshakes.increment();
                push.disconnect(endpoint).then(push.connect(endpoint)).subscribe(connecting -> {
                }, Results::die);
            } else if (event instanceof HandshakeFailed failed) {
                Results.die(failed.cause());
            }
        }, Results::die);
        push.connectNow(endpoint);
    }

    private static Reading read(LongAdder handshakes) {
        return new Reading(handshakes.sum(), System.nanoTime());
    }

    @Override
    public void send(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
        OurSide side = OurSide.open(settings, parent);
        PullSocket pull = side.zmq().pull(CurveSetup.ourServer());
        pull.receive().subscribe(message -> {
        }, Results::die);
        side.attach(pull);
        Thread.currentThread().join();
    }
}
