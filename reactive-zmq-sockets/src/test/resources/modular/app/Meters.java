package app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ZmqContext;
import io.reactivezmq.sockets.ZmqContextBuilder;

/** The part of the application that only works with Micrometer. */
final class Meters {

    static String of(ZmqContextBuilder builder) {
        MeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try (ZmqContext zmq = builder.metrics().build(); PushSocket push = zmq.push()) {
            return registry.get("reactive.zmq.sockets").tag("type", "PUSH").meter().getId().getName();
        }
    }
}
