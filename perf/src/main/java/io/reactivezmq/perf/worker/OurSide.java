package io.reactivezmq.perf.worker;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A context of ours as a worker's settings want it. It is left to the end of the process.
 *
 * @param zmq      the context
 * @param settings what the worker has to do
 * @param parent   takes the lines for the parent
 */
record OurSide(ZmqContext zmq, WorkerSettings settings, Consumer<WorkerLine> parent) {

    static OurSide open(WorkerSettings settings, Consumer<WorkerLine> parent) {
        WorkerSettings.Reactive reactive = settings.reactive();
        var builder = ZmqContext.builder().io(IoTransport.valueOf(reactive.io().name()));
        if (!reactive.busyPoll().isZero()) {
            builder = builder.busyPoll(reactive.busyPoll());
        }
        return new OurSide(builder.build(), settings, parent);
    }

    /** Binds and tells the parent, or connects. */
    <S extends ZmqSocket> S attach(S socket) {
        if (settings.binds()) {
            ready(socket.bindNow(settings.endpoint()).toString());
        } else {
            socket.connectNow(settings.endpoint());
        }
        return socket;
    }

    /** Tells the parent where the other worker has to connect. */
    void ready(String endpoint) {
        parent.accept(new WorkerLine(WorkerLine.READY,
                Map.of("endpoint", endpoint, "io", zmq.io().name().toLowerCase(Locale.ROOT))));
    }
}
