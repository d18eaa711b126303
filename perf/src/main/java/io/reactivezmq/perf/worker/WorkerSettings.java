package io.reactivezmq.perf.worker;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What one worker process has to do.
 *
 * @param role     which end it is
 * @param library  whose implementation runs
 * @param perfCase what is measured
 * @param endpoint for a receiver where to bind, for a sender where to connect
 * @param size     payload bytes of a message, 0 where none is sent
 * @param count    how many subscribers or connections there are, at least 1
 * @param timing   how long the receiver warms up and counts
 * @param reactive what concerns our side only
 */
public record WorkerSettings(Role role, Library library, PerfCase perfCase, String endpoint, int size, int count,
        Timing timing, Reactive reactive) {

    public WorkerSettings {
        if (size < 0 || count < 1) {
            throw new IllegalArgumentException("size must not be negative and count not below 1: " + size + ", " + count);
        }
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** Whether this worker binds and the other one connects. */
    boolean binds() {
        return role == Role.BOTH || role == perfCase.binder();
    }

    /** The command line of a worker, understood by the {@code worker} command. */
    public List<String> toArguments() {
        return List.of(role.toString(), "--library", library.toString(), "--case", perfCase.name(),
                "--endpoint", endpoint, "--size", Integer.toString(size),
                "--count", Integer.toString(count), "--warm-up", Long.toString(timing.warmUp().toMillis()),
                "--window", Long.toString(timing.window().toMillis()),
                "--io", reactive.io().toString(), "--sender", reactive.sender().toString(),
                "--busy-poll", Long.toString(reactive.busyPoll().toNanos() / 1000));
    }

    /**
     * The receiver's schedule, counted from the first message on.
     *
     * @param warmUp traffic that is not measured, long enough for the JIT compiler to finish
     * @param window traffic that is measured
     */
    public record Timing(Duration warmUp, Duration window) {

        public Timing {
            if (warmUp.isNegative() || window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException("warm-up must not be negative and the window must be positive");
            }
        }
    }

    /**
     * Settings of our side.
     *
     * @param io       the I/O transport
     * @param sender   how messages are handed over
     * @param busyPoll how long an event loop polls before it blocks; zero: not at all
     */
    public record Reactive(IoChoice io, SenderKind sender, Duration busyPoll) {

        /** What a user gets without saying anything. */
        public static final Reactive DEFAULTS = new Reactive(IoChoice.AUTO, SenderKind.PUBLISHER, Duration.ZERO);

        public Reactive {
            if (busyPoll.isNegative()) {
                throw new IllegalArgumentException("busy poll must not be negative");
            }
        }
    }
}
