package io.reactivezmq.perf.worker;

import java.util.Map;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** JeroMQ's side of REQ and REP. */
final class JeromqRoundTrips implements Worker {

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) {
        JeromqSide side = JeromqSide.open(settings, parent);
        ZMQ.Socket req = side.attach(side.zmq().createSocket(SocketType.REQ));
        RoundTrips trips = new RoundTrips(settings);
        byte[] payload = Meter.payload(settings.size());
        boolean goOn;
        do {
            long begin = System.nanoTime();
            req.send(payload.clone(), 0);
            byte[] reply = req.recv(0);
            goOn = trips.add(begin, System.nanoTime(), reply.length, reply[0]);
        } while (goOn);
        parent.accept(trips.result(Map.of()));
    }

    @Override
    public void send(WorkerSettings settings, Consumer<WorkerLine> parent) {
        JeromqSide side = JeromqSide.open(settings, parent);
        ZMQ.Socket rep = side.attach(side.zmq().createSocket(SocketType.REP));
        while (!Thread.currentThread().isInterrupted()) {
            rep.send(rep.recv(0), 0);
        }
    }
}
