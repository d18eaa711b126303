package io.reactivezmq.sockets;

import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A pattern without its socket: the threads of a test tell it of pipes, as their event loops would. */
abstract class PatternFixture {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final IoLoops loops = IoLoops.create(IoTransport.NIO, 1, Duration.ZERO);
    private final EmbeddedChannel still = new EmbeddedChannel();

    @AfterEach
    void stop() {
        still.finishAndReleaseAll();
        loops.disposeLater(Duration.ZERO, LIMIT).block(LIMIT);
    }

    SocketSetup setup(SocketType type, SocketOptions options) {
        return SocketSetup.of(type, options, new ContextResources(loops));
    }

    /** On an event loop that runs nothing. */
    Pipe pipe(Pattern owner) {
        return new Pipe(still.eventLoop(), Endpoint.parse("inproc://test"), QueueOptions.defaults(), owner, List::of);
    }
}
