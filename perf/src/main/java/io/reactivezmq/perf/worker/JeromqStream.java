package io.reactivezmq.perf.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** JeroMQ's side of a one-way stream; every receiver is a thread. */
final class JeromqStream implements Worker {

    private final SocketType sender;
    private final SocketType receiver;

    JeromqStream(SocketType sender, SocketType receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
        JeromqSide side = JeromqSide.open(settings, parent);
        List<Meter> meters = new ArrayList<>();
        for (int i = 0; i < settings.count(); i++) {
            ZMQ.Socket socket = side.zmq().createSocket(receiver);
            if (receiver == SocketType.SUB) {
                socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
            }
            side.attach(socket);
            Meter meter = new Meter(settings.size());
            meters.add(meter);
            Daemons.start("receiver", () -> receiveForever(socket, meter));
        }
        if (settings.role() == Role.BOTH) {
            Daemons.start("sender", () -> {
                ZMQ.Socket socket = side.zmq().createSocket(sender);
                socket.connect(settings.endpoint());
                sendForever(socket, settings);
            });
        }
        parent.accept(Results.messagesPerSecond(Meter.slowestPerSecond(meters, settings.timing())));
    }

    private static void receiveForever(ZMQ.Socket socket, Meter meter) {
        while (true) {
            byte[] message = socket.recv(0);
            meter.received(message.length, message[0]);
        }
    }

    @Override
    public void send(WorkerSettings settings, Consumer<WorkerLine> parent) {
        JeromqSide side = JeromqSide.open(settings, parent);
        sendForever(side.attach(side.zmq().createSocket(sender)), settings);
    }

    /** JeroMQ keeps the array that it is given, so each message is a fresh one, as on our side. */
    static void sendForever(ZMQ.Socket socket, WorkerSettings settings) {
        byte[] payload = Meter.payload(settings.size());
        while (!Thread.currentThread().isInterrupted()) {
            socket.send(payload.clone(), 0);
        }
    }
}
