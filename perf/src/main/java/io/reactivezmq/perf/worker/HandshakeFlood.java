package io.reactivezmq.perf.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An attacker: so many connections a second, each of which opens a handshake, takes the answer and never goes on. It holds them
 * for as long as the server does, but no more than {@link #MAX_OPEN}. One thread does it all, a hundred times a second.
 */
final class HandshakeFlood implements AutoCloseable {

    static final int MAX_OPEN = 2000;

    private static final long TICK_NANOS = 10_000_000;

    private final InetSocketAddress server;
    private final byte[] opening;
    private final int perSecond;
    private final long warmUpNanos;
    private final Selector selector;
    private final Set<Attempt> open = new LinkedHashSet<>();
    private final ByteBuffer ignored = ByteBuffer.allocate(1024);
    private final LongAdder attempted = new LongAdder();
    private final LongAdder welcomed = new LongAdder();
    private final CountDownLatch firstWelcome = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private long connected;
    private long missed;
    private volatile boolean stopped;
    private volatile @Nullable Progress warm;

    /** How far it was at an instant. */
    private record Progress(Reading attempted, Reading welcomed) {
    }

    /** One connection, and what the server has said there. */
    private static final class Attempt {

        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(HandshakeOpening.ANSWER);

        Attempt(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private HandshakeFlood(InetSocketAddress server, byte[] opening, int perSecond, Duration warmUp) throws IOException {
        this.server = server;
        this.opening = opening;
        this.perSecond = perSecond;
        this.warmUpNanos = warmUp.toNanos();
        this.selector = Selector.open();
    }

    /**
     * Starts one.
     *
     * @param opening   what each connection says, and all it says
     * @param perSecond connections a second
     * @param warmUp    after which {@link #rates()} count
     */
    static HandshakeFlood start(InetSocketAddress server, byte[] opening, int perSecond, Duration warmUp) throws IOException {
        HandshakeFlood flood = new HandshakeFlood(server, opening, perSecond, warmUp);
        Daemons.start("flood", flood::run);
        return flood;
    }

    /** Waits until the server has answered one: before that it is no attack. */
    void awaitWelcome(Duration limit) throws InterruptedException {
        if (!firstWelcome.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("none of " + attempted.sum() + " attempts was answered with a WELCOME within "
                    + limit.toMillis() + " ms, so there is no attack: is the server one of CURVE, and the HELLO for its key?");
        }
    }

    /** Attempts a second since the warm-up, and how many of them the server answered with a WELCOME. */
    Map<String, Double> rates() {
        Progress from = warm;
        if (from == null) {
            throw new IllegalStateException("the flood had no time after its warm-up: use a longer --window");
        }
        Progress to = progress();
        return Map.of("attempted", to.attempted.ratePerSecondSince(from.attempted),
                "welcomed", to.welcomed.ratePerSecondSince(from.welcomed));
    }

    /** Ends it, and returns when all its connections are closed. */
    @Override
    public void close() {
        stopped = true;
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Progress progress() {
        long now = System.nanoTime();
        return new Progress(new Reading(attempted.sum(), now), new Reading(welcomed.sum(), now));
    }

    private void run() {
        long begin = System.nanoTime();
        try {
            for (long tick = begin; !stopped; tick = Math.max(tick + TICK_NANOS, System.nanoTime())) {
                sleepUntil(tick);
                if (warm == null && tick - begin >= warmUpNanos) {
                    warm = progress();
                }
                selector.selectNow(this::goOn);
                connectDue(System.nanoTime() - begin);
            }
            List.copyOf(open).forEach(this::close);
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the flood cannot go on after " + connected + " connections, " + open.size()
                    + " of them open: " + e.getMessage(), e);
        } finally {
            ended.countDown();
        }
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** What was missed in a pause is not made up for: an attack in a burst, or at a higher rate later, is another one. */
    private void connectDue(long elapsed) throws IOException {
        long due = Math.round(elapsed / 1e9 * perSecond) - connected - missed;
        long atMost = Math.max(1, 2 * perSecond * TICK_NANOS / 1_000_000_000);
        missed += Math.max(0, due - atMost);
        for (long i = Math.min(due, atMost); i > 0; i--) {
            connect();
        }
    }

    private void connect() throws IOException {
        if (open.size() == MAX_OPEN) {
            close(open.iterator().next());
        }
        SocketChannel channel = SocketChannel.open();
        // its end is a reset: the port is free again at once, and not after a minute
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.configureBlocking(false);
        Attempt attempt = new Attempt(channel);
        open.add(attempt);
        connected++;
        if (channel.connect(server)) {
            channel.register(selector, SelectionKey.OP_READ, attempt);
            say(attempt);
        } else {
            channel.register(selector, SelectionKey.OP_CONNECT, attempt);
        }
    }

    private void goOn(SelectionKey key) {
        Attempt attempt = (Attempt) key.attachment();
        try {
            if (key.isConnectable()) {
                attempt.channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                say(attempt);
            } else {
                hear(attempt);
            }
        } catch (IOException closedByTheServer) {
            close(attempt);
        }
    }

    private void say(Attempt attempt) {
        try {
            if (attempt.channel.write(ByteBuffer.wrap(opening)) == opening.length) {
                attempted.increment();
            }
        } catch (IOException closedByTheServer) {
            close(attempt);
        }
    }

    private void hear(Attempt attempt) throws IOException {
        ByteBuffer answer = attempt.answer;
        boolean answered = !answer.hasRemaining();
        if (attempt.channel.read(answered ? ignored.clear() : answer) < 0) {
            close(attempt);
        } else if (!answered && !answer.hasRemaining() && HandshakeOpening.isWelcome(answer.array())) {
            welcomed.increment();
            firstWelcome.countDown();
        }
    }

    private void close(Attempt attempt) {
        open.remove(attempt);
        try {
            attempt.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the flood cannot close a connection", e);
        }
    }
}
