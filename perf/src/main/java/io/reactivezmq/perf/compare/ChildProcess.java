package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.worker.WorkerLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One worker process: its lines are read, its last words are kept, and closing it ends it for certain. */
final class ChildProcess implements AutoCloseable {

    private static final int LAST_WORDS = 40;
    private static final long POLL_MILLIS = 50;
    /** A JVM that writes a flight recording at exit needs some seconds. */
    private static final long GRACE_SECONDS = 15;

    private final String name;
    private final Process process;
    private final BlockingQueue<WorkerLine> lines = new LinkedBlockingQueue<>();
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final Thread output;
    private final Thread errors;

    ChildProcess(String name, Process process, boolean verbose) {
        this.name = name;
        this.process = process;
        this.output = read(process.getInputStream(), this::accept);
        this.errors = read(process.getErrorStream(), line -> {
            remember(line);
            if (verbose) {
                System.err.println("    " + name + ": " + line);
            }
        });
    }

    /**
     * Waits for a line of that kind.
     *
     * @param companion another process without which the wait is in vain
     * @throws MeasurementException when this process or its companion ends first, or the time is over
     */
    WorkerLine await(String kind, Duration limit, @Nullable ChildProcess companion) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                // asked before the queue is, so that a last line of a process that has just ended is not missed
                boolean over = !process.isAlive() && !output.isAlive();
                WorkerLine line = lines.poll(over ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (line != null && line.kind().equals(kind)) {
                    return line;
                }
                if (line == null && over) {
                    throw failed("ended with status " + process.exitValue() + " before its '" + kind + "' line");
                }
                if (companion != null && !companion.process.isAlive()) {
                    throw companion.failed("ended with status " + companion.process.exitValue() + " too early");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted while waiting for " + name, e);
        }
        throw failed("gave no '" + kind + "' line within " + limit.toSeconds() + " s");
    }

    /** Asks it to end by closing its standard input, and after a while makes it. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has closed its end already
        }
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kill();
            Children.stopped(this);
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    private MeasurementException failed(String what) {
        try {
            errors.join(TimeUnit.SECONDS.toMillis(process.isAlive() ? 0 : 1) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lastWords) {
            return new MeasurementException(name + " " + what
                    + (lastWords.isEmpty() ? "" : "; its last words:\n  " + String.join("\n  ", lastWords)));
        }
    }

    private void accept(String line) {
        WorkerLine.parse(line).ifPresentOrElse(lines::add, () -> remember(line));
    }

    private void remember(String line) {
        synchronized (lastWords) {
            if (lastWords.size() == LAST_WORDS) {
                lastWords.removeFirst();
            }
            lastWords.addLast(line);
        }
    }

    private Thread read(InputStream in, Consumer<String> sink) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines().forEach(sink);
            } catch (IOException | UncheckedIOException e) {
                // the process is gone, and its status says more than this does
            }
        }, "reading " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
