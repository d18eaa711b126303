package io.reactivezmq.perf.worker;

import java.util.List;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** JeroMQ's proxy, and a client and a worker of its own, a thread each, on both sides of it. */
final class JeromqProxy implements Worker {

    private final ProxyFamily family;

    JeromqProxy(ProxyFamily family) {
        this.family = family;
    }

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
        JeromqSide side = JeromqSide.open(settings, parent);
        ProxyEndpoints proxy = ProxyEndpoints.parse(settings.endpoint());
        ZMQ.Socket worker = side.zmq().createSocket(family.jeromqWorker());
        if (family.jeromqWorker() == SocketType.SUB) {
            worker.subscribe(ZMQ.SUBSCRIPTION_ALL);
        }
        worker.connect(proxy.backend());
        ZMQ.Socket client = side.zmq().createSocket(family.jeromqClient());
        client.connect(proxy.frontend());
        Meter meter = new Meter(settings.size());
        Daemons.start("worker", () -> receiveForever(worker, meter));
        Daemons.start("client", () -> JeromqStream.sendForever(client, settings));
        parent.accept(Results.messagesPerSecond(Meter.slowestPerSecond(List.of(meter), settings.timing())));
    }

    private static void receiveForever(ZMQ.Socket socket, Meter meter) {
        while (true) {
            byte[] frame = socket.recv(0);
            while (socket.hasReceiveMore()) {
                frame = socket.recv(0);
            }
            meter.received(frame.length, frame[0]);
        }
    }

    @Override
    public void send(WorkerSettings settings, Consumer<WorkerLine> parent) {
        JeromqSide side = JeromqSide.open(settings, parent);
        ProxyEndpoints wanted = ProxyEndpoints.bothAt(settings.endpoint());
        ZMQ.Socket frontend = side.zmq().createSocket(family.jeromqFrontend());
        frontend.bind(wanted.frontend());
        ZMQ.Socket backend = side.zmq().createSocket(family.jeromqBackend());
        backend.bind(wanted.backend());
        side.ready(new ProxyEndpoints(frontend.getLastEndpoint(), backend.getLastEndpoint()).toString());
        ZMQ.proxy(frontend, backend, null);
    }
}
