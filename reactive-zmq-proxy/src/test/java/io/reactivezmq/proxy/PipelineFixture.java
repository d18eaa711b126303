package io.reactivezmq.proxy;

import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;

/** A client that pushes to a frontend, and a worker that pulls from a backend; between the two there is no proxy yet. */
abstract class PipelineFixture extends ProxyFixture {

    final PullSocket frontend;
    final PushSocket backend;
    final PushSocket client;
    final PullSocket worker;

    PipelineFixture() {
        this(unchanged -> { });
    }

    /** @param queues those of all four sockets */
    PipelineFixture(Consumer<QueueOptions.Builder> queues) {
        Consumer<SocketOptions.Builder> options = changes -> changes.queues(queues);
        frontend = zmq.pull(options);
        backend = zmq.push(options);
        client = zmq.push(options);
        worker = zmq.pull(options);
    }

    @BeforeEach
    final void join() {
        join(frontend, client);
        join(backend, worker);
    }
}
