package io.reactivezmq.samples.cli;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What every socket can be told. */
final class ConnectionArguments {

    @Option(names = "--bind", paramLabel = "ENDPOINT", converter = Endpoints.Bind.class,
            description = "Listen here, such as tcp://*:5555 or ipc:///tmp/feed; repeatable. What was bound is told if it "
                    + "differs, as with tcp://127.0.0.1:*.")
    private List<Endpoint> binds = new ArrayList<>();

    @Option(names = "--connect", paramLabel = "ENDPOINT", converter = Endpoints.Connect.class,
            description = "Connect to it, now and after every loss; repeatable.")
    private List<Endpoint> connects = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "DURATION", converter = Numbers.Positive.class,
            description = "Exit with 3 when for so long (500ms, 2s, 1m) there is no first peer, nothing is received, or no peer "
                    + "takes a message. Default: wait for ever.")
    private @Nullable Duration timeout;

    @Option(names = "--linger", paramLabel = "DURATION", converter = Linger.class,
            description = "How long what is queued may take at the end; default 10s.")
    private Duration linger = Duration.ofSeconds(10);

    @Option(names = "--hwm", paramLabel = "N",
            description = "Messages that may be queued for each peer, and from it; 0: no bound; default 1000.")
    private @Nullable Integer highWaterMark;

    @Option(names = "--io", paramLabel = "IO", converter = Io.class, description = "io_uring, epoll or nio; default: the best there is.")
    private IoTransport io = IoTransport.AUTO;

    @Option(names = "--events", description = "Print what happens to connections, to standard error.")
    private boolean events;

    @Option(names = "--stats", description = "Print rates once a second and a sum at the end, to standard error.")
    private boolean stats;

    @Mixin
    private SecurityArguments security = new SecurityArguments();

    List<Endpoint> binds() {
        return binds;
    }

    List<Endpoint> connects() {
        return connects;
    }

    @Nullable Duration timeout() {
        return timeout;
    }

    Duration linger() {
        return linger;
    }

    boolean events() {
        return events;
    }

    boolean stats() {
        return stats;
    }

    ZmqContext context() {
        try {
            return ZmqContext.builder().io(io).ioThreads(1).build();
        } catch (UnsupportedOperationException unavailable) {
            throw CliFailure.runtime("--io: " + unavailable.getMessage(), unavailable);
        }
    }

    void applyTo(SocketOptions.Builder options) {
        if (binds.isEmpty() && connects.isEmpty()) {
            throw CliFailure.usage("nothing to talk to: give --bind ENDPOINT or --connect ENDPOINT");
        }
        options.linger(linger);
        if (highWaterMark != null) {
            int mark = highWaterMark;
            try {
                options.queues(queues -> queues.sendHighWaterMark(mark).receiveHighWaterMark(mark));
            } catch (ZmqOptionException wrong) {
                throw CliFailure.usage("--hwm is " + wrong.value() + ", legal is " + wrong.legalRange(), wrong);
            }
        }
        security.applyTo(options);
    }

    /** For {@code --linger}, which may be 0s. */
    static final class Linger implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return Numbers.duration(text);
        }
    }

    /** For {@code --io}. */
    static final class Io implements ITypeConverter<IoTransport> {

        @Override
        public IoTransport convert(String text) {
            return switch (text) {
                case "auto" -> IoTransport.AUTO;
                case "io_uring" -> IoTransport.IO_URING;
                case "epoll" -> IoTransport.EPOLL;
                case "kqueue" -> IoTransport.KQUEUE;
                case "nio" -> IoTransport.NIO;
                default -> throw new TypeConversionException("'" + text + "' is none of io_uring, epoll, nio");
            };
        }
    }
}
