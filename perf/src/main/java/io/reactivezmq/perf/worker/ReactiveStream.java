package io.reactivezmq.perf.worker;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.ZmqContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** Our side of a one-way stream, through the public API only. */
final class ReactiveStream implements Worker {

    private static final int SPINS_BEFORE_PARKING = 100;
    private static final long PARK_NANOS = 50_000;

    private final Function<ZmqContext, SendingSocket> sender;
    private final Function<ZmqContext, ReceivingSocket> receiver;

    ReactiveStream(Function<ZmqContext, SendingSocket> sender, Function<ZmqContext, ReceivingSocket> receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
        OurSide side = OurSide.open(settings, parent);
        List<Meter> meters = new ArrayList<>();
        for (int i = 0; i < settings.count(); i++) {
            ReceivingSocket socket = receiver.apply(side.zmq());
            Meter meter = new Meter(settings.size());
            meters.add(meter);
            socket.receive().subscribe(message -> meter.received(message.size(), message.frameByte(0, 0)),
                    Results::die);
            side.attach(socket);
        }
        if (settings.role() == Role.BOTH) {
            Daemons.start("sender", () -> {
                SendingSocket socket = sender.apply(side.zmq());
                socket.connectNow(settings.endpoint());
                send(socket, settings);
            });
        }
        parent.accept(Results.messagesPerSecond(Meter.slowestPerSecond(meters, settings.timing())));
    }

    @Override
    public void send(WorkerSettings settings, Consumer<WorkerLine> parent) {
        OurSide side = OurSide.open(settings, parent);
        send(side.attach(sender.apply(side.zmq())), settings);
    }

    private static void send(SendingSocket socket, WorkerSettings settings) {
        byte[] payload = Meter.payload(settings.size());
        send(socket, settings.reactive().sender(), () -> ZmqMessage.of(payload));
    }

    static void send(SendingSocket socket, SenderKind kind, Supplier<ZmqMessage> messages) {
        if (kind == SenderKind.PUBLISHER) {
            socket.send(Flux.<ZmqMessage>generate(sink -> sink.next(messages.get()))).block();
        } else {
            trySendForever(socket, messages);
        }
    }

    /** Spins for a moment when the queue is full, then parks: the event loop needs the core to empty it. */
    private static void trySendForever(SendingSocket socket, Supplier<ZmqMessage> messages) {
        int refused = 0;
        while (!socket.isDisposed()) {
            if (socket.trySend(messages.get())) {
                refused = 0;
            } else if (++refused < SPINS_BEFORE_PARKING) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }
}
