package io.reactivezmq.samples.cli;

import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What every socket can be told, those of a proxy too. */
final class SocketArguments {

    @Option(names = "--linger", paramLabel = "DURATION", converter = Linger.class,
            description = "How long what is queued may take at the end; default 10s.")
    private Duration linger = Duration.ofSeconds(10);

    @Option(names = "--hwm", paramLabel = "N",
            description = "Messages that may be queued for each peer, and from it; 0: no bound; default 1000.")
    private @Nullable Integer highWaterMark;

    @Option(names = "--io", paramLabel = "IO", converter = Io.class,
            description = "io_uring, epoll or nio; default: the best there is.")
    private IoTransport io = IoTransport.AUTO;

    @Option(names = "--events", description = "Print what happens to connections, to standard error.")
    private boolean events;

    @Option(names = "--stats", description = "Print rates once a second and a sum at the end, to standard error.")
    private boolean stats;

    Duration linger() {
        return linger;
    }

    boolean events() {
        return events;
    }

    boolean stats() {
        return stats;
    }

    /** @param threads event loops: one is enough for a socket whose other end is a pipe */
    ZmqContext context(int threads) {
        try {
            return ZmqContext.builder().io(io).ioThreads(threads).build();
        } catch (UnsupportedOperationException unavailable) {
            throw CliFailure.runtime("--io: " + unavailable.getMessage(), unavailable);
        }
    }

    void applyTo(SocketOptions.Builder options) {
        options.linger(linger);
        if (highWaterMark == null) {
            return;
        }
        int mark = highWaterMark;
        try {
            options.queues(queues -> queues.sendHighWaterMark(mark).receiveHighWaterMark(mark));
        } catch (ZmqOptionException wrong) {
            throw CliFailure.usage("--hwm is " + wrong.value() + ", legal is " + wrong.legalRange(), wrong);
        }
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
