package io.reactivezmq.samples.cli;

import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.core.SocketType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The numbers of a socket as a line: rates since the line before, and a sum. One thread at a time. */
final class Stats {

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final Set<SocketType> RECEIVERS = EnumSet.of(SocketType.PULL, SocketType.SUB);
    private static final Set<SocketType> SENDERS = EnumSet.of(SocketType.PUSH, SocketType.PUB);

    private final boolean sends;
    private final boolean receives;
    private final Supplier<SocketStatistics> socket;
    private final LongSupplier clock;
    private final long start;
    private SocketStatistics last = SocketStatistics.none();
    private long lastTime;

    /** Of one socket: what its type can do. */
    Stats(SocketType type, Supplier<SocketStatistics> socket, LongSupplier nanoClock) {
        this(!RECEIVERS.contains(type), !SENDERS.contains(type), socket, nanoClock);
    }

    private Stats(boolean sends, boolean receives, Supplier<SocketStatistics> socket, LongSupplier nanoClock) {
        this.sends = sends;
        this.receives = receives;
        this.socket = socket;
        this.clock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.lastTime = start;
    }

    /** Of several sockets together, which both send and receive. */
    static Stats ofBothWays(Supplier<SocketStatistics> sockets, LongSupplier nanoClock) {
        return new Stats(true, true, sockets, nanoClock);
    }

    String rates() {
        SocketStatistics now = socket.get();
        long time = clock.getAsLong();
        double seconds = Math.max(1, time - lastTime) / NANOS;
        StringBuilder line = new StringBuilder();
        if (sends) {
            rate(line, "sent", now.messagesSent(), now.messagesSent() - last.messagesSent(),
                    now.bytesSent() - last.bytesSent(), seconds);
        }
        if (receives) {
            rate(line, "received", now.messagesReceived(), now.messagesReceived() - last.messagesReceived(),
                    now.bytesReceived() - last.bytesReceived(), seconds);
        }
        last = now;
        lastTime = time;
        return line.append("dropped ").append(now.droppedTotal()).append(", peers ").append(now.peers()).toString();
    }

    private static void rate(StringBuilder line, String what, long total, long messages, long bytes, double seconds) {
        line.append(String.format(Locale.ROOT, "%s %.0f msg/s %s/s total %d, ",
                what, messages / seconds, Text.megabytes(bytes / seconds), total));
    }

    String sum() {
        SocketStatistics now = socket.get();
        return "sent " + Text.messages(now.messagesSent()) + " (" + Text.megabytes(now.bytesSent()) + "), received "
                + Text.messages(now.messagesReceived()) + " (" + Text.megabytes(now.bytesReceived()) + "), dropped "
                + now.droppedTotal() + ", in " + Text.ofNanos(clock.getAsLong() - start);
    }
}
