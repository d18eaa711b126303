package io.reactivezmq.codec.netty;

import io.netty.channel.Channel;
import io.reactivezmq.codec.engine.Heartbeat;
import io.reactivezmq.codec.engine.Heartbeat.Beat;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.options.HeartbeatOptions;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@link Heartbeat} its clock and at most one scheduled task, none while nothing is watched. What arrives moves no
 * task: one that comes too early looks again and waits for the rest. Confined to the event loop.
 */
final class HeartbeatTimer {

    private final Heartbeat heartbeat;
    private final HeartbeatOptions options;
    private final Channel channel;
    private final LongSupplier clock;
    private final ZmtpConnection connection;
    private final Consumer<ZmqException> dead;

    private @Nullable Future<?> task;
    private long taskTime;
    private boolean stopped;

    /**
     * @param clock nanoseconds, as the event loop counts them
     * @param dead is told once that the peer is, and why
     */
    HeartbeatTimer(HeartbeatOptions options, Channel channel, LongSupplier clock, ZmtpConnection connection,
            Consumer<ZmqException> dead) {
        this.options = options;
        this.channel = channel;
        this.clock = clock;
        this.connection = connection;
        this.dead = dead;
        this.heartbeat = new Heartbeat(options, connection.peer().understandsHeartbeats(), clock.getAsLong());
    }

    void start() {
        schedule(clock.getAsLong());
    }

    void stop() {
        stopped = true;
        cancel();
    }

    /** A read brought something. */
    void alive() {
        if (heartbeat.isOn()) {
            heartbeat.alive(clock.getAsLong());
        }
    }

    void pinged(int ttlDeciseconds) {
        if (ttlDeciseconds > 0 || heartbeat.isOn()) {
            long now = clock.getAsLong();
            heartbeat.pinged(ttlDeciseconds, now);
            schedule(now);
        }
    }

    void paused(boolean paused) {
        if (paused) {
            heartbeat.pause();
        } else {
            long now = clock.getAsLong();
            heartbeat.resume(now);
            schedule(now);
        }
    }

    /** Only a deadline that comes before the task moves it, so a stream of PINGs does not make a stream of tasks. */
    private void schedule(long now) {
        long delay = heartbeat.nanosUntilNext(now);
        if (stopped || !channel.isActive() || delay == Heartbeat.NEVER || task != null && taskTime - (now + delay) <= 0) {
            return;
        }
        cancel();
        taskTime = now + delay;
        task = channel.eventLoop().schedule(this::run, delay, TimeUnit.NANOSECONDS);
    }

    private void cancel() {
        Future<?> scheduled = task;
        task = null;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    private void run() {
        task = null;
        long now = clock.getAsLong();
        Beat beat;
        while (!stopped && (beat = heartbeat.beat(now)) != Beat.NONE) {
            switch (beat) {
                case PING -> connection.ping(heartbeat.ttlOnWire());
                case TIMED_OUT -> end("the peer has been silent for " + options.timeout() + " after a PING (heartbeat.timeout)");
                case PEER_EXPIRED -> end("the peer has been silent for longer than the TTL of its last PING");
                case NONE -> { }
            }
        }
        schedule(now);
    }

    private void end(String why) {
        stop();
        dead.accept(new ZmqTimeoutException(why));
    }
}
