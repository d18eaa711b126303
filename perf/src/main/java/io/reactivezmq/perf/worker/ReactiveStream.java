package io.reactivezmq.perf.worker;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** Our side of a one-way stream, through the public API only. Contexts are left to the end of the process. */
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
        ZmqContext zmq = open(settings.reactive());
        ReceivingSocket socket = receiver.apply(zmq);
        Meter meter = new Meter(settings.size());
        socket.receive().subscribe(message -> meter.received(message.size(), message.frameAsBuffer(0).get(0)),
                Results::die);
        Endpoint bound = socket.bindNow(settings.endpoint());
        parent.accept(new WorkerLine(WorkerLine.READY,
                Map.of("endpoint", bound.toString(), "io", zmq.io().name().toLowerCase(Locale.ROOT))));
        parent.accept(Results.messagesPerSecond(meter.messagesPerSecond(settings.timing())));
    }

    @Override
    public void send(WorkerSettings settings) {
        SendingSocket socket = sender.apply(open(settings.reactive()));
        socket.connectNow(settings.endpoint());
        byte[] payload = Meter.payload(settings.size());
        if (settings.reactive().sender() == SenderKind.PUBLISHER) {
            socket.send(Flux.<ZmqMessage>generate(sink -> sink.next(ZmqMessage.of(payload)))).block();
        } else {
            trySendForever(socket, payload);
        }
    }

    /** Spins for a moment when the queue is full, then parks: the event loop needs the core to empty it. */
    private static void trySendForever(SendingSocket socket, byte[] payload) {
        int refused = 0;
        while (!socket.isDisposed()) {
            if (socket.trySend(ZmqMessage.of(payload))) {
                refused = 0;
            } else if (++refused < SPINS_BEFORE_PARKING) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }

    private static ZmqContext open(WorkerSettings.Reactive settings) {
        var builder = ZmqContext.builder().io(IoTransport.valueOf(settings.io().name()));
        if (!settings.busyPoll().isZero()) {
            builder = builder.busyPoll(settings.busyPoll());
        }
        return builder.build();
    }
}
