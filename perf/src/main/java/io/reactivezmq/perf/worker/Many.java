package io.reactivezmq.perf.worker;

import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** What an idle connection costs a PULL that accepted it: memory, and CPU time while nothing happens. */
final class Many implements PerfCase {

    @Override
    public String name() {
        return "many";
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
        return Optional.of("connections");
    }

    /** The whole heap is resident from the start, so what becomes resident later is not garbage. */
    @Override
    public List<String> receiverJvmArguments() {
        return List.of("-XX:+AlwaysPreTouch");
    }

    @Override
    public Worker worker(Library library) {
        return switch (library) {
            case OURS -> new Ours();
            case JEROMQ -> new Jeromq();
        };
    }

    private static final class Ours implements Worker {

        @Override
        public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
            OurSide side = OurSide.open(settings, parent);
            PullSocket pull = side.zmq().pull();
            pull.receive().subscribe(message -> {
            }, Results::die);
            parent.accept(IdleConnections.accept(settings, () -> side.attach(pull)));
        }

        @Override
        public void send(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
            OurSide side = OurSide.open(settings, parent);
            PushSocket push = side.zmq().push();
            IdleConnections.connect(settings, () -> side.attach(push));
        }
    }

    private static final class Jeromq implements Worker {

        @Override
        public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
            JeromqSide side = JeromqSide.open(settings, parent);
            ZMQ.Socket pull = side.zmq().createSocket(SocketType.PULL);
            parent.accept(IdleConnections.accept(settings, () -> side.attach(pull)));
        }

        @Override
        public void send(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
            JeromqSide side = JeromqSide.open(settings, parent);
            ZMQ.Socket push = side.zmq().createSocket(SocketType.PUSH);
            IdleConnections.connect(settings, () -> side.attach(push));
        }
    }
}
