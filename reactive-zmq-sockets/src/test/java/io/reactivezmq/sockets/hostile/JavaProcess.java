package io.reactivezmq.sockets.hostile;

import io.reactivezmq.sockets.TestContexts;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Another JVM that runs a class of the tests on the I/O of this run: for what a test cannot do to its own process. It is told
 * lines and tells lines. A program ends when its standard input does, so none outlives the tests.
 */
final class JavaProcess implements Closeable {

    private static final long DEADLINE_NANOS = TimeUnit.MILLISECONDS.toNanos(3L * RawPeer.DEADLINE_MILLIS);
    private static final int EXIT_SECONDS = 10;

    private final Process process;
    private final BufferedWriter input;
    private final List<String> lines = new ArrayList<>();
    private boolean over;

    /**
     * @param before what starts the JVM, such as a shell that sets a limit first; empty for nothing
     * @param jvmArguments for the JVM, in front of the class
     */
    JavaProcess(List<String> before, List<String> jvmArguments, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.add("-Dreactivezmq.test.io=" + TestContexts.io());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        input = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readLines, "lines of " + program.getSimpleName());
        reader.setDaemon(true);
        reader.start();
    }

    private void readLines() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = output.readLine()) != null) {
                add(line);
            }
        } catch (IOException killed) {
            add(killed.toString());
        }
        synchronized (this) {
            over = true;
            notifyAll();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** What stands behind this word in the first line that begins with it, past or to come. */
    synchronized String await(String word) {
        String found = find(word, DEADLINE_NANOS);
        if (found == null) {
            throw new AssertionError("the process did not say '" + word + "' but\n" + String.join("\n", lines));
        }
        return found;
    }

    /** As {@link #await(String)}; null if it is not said in this time. */
    synchronized @Nullable String find(String word, long nanos) {
        long end = System.nanoTime() + nanos;
        while (true) {
            for (String line : lines) {
                if (line.startsWith(word)) {
                    return line.substring(word.length()).strip();
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (over || left <= 0) {
                return null;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** All that has been said so far. */
    synchronized String output() {
        return String.join("\n", lines);
    }

    void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL where there are signals: the program can do nothing about it. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
