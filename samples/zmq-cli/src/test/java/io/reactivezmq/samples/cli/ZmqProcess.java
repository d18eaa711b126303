package io.reactivezmq.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The jar at work: its three streams, and how it ended. */
final class ZmqProcess implements AutoCloseable {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> err = new LinkedBlockingQueue<>();
    private final List<String> allErr = new CopyOnWriteArrayList<>();
    private final Thread outReader;
    private final Thread errReader;

    private ZmqProcess(Process process) {
        this.process = process;
        outReader = reader(process.getInputStream(), out);
        errReader = reader(process.getErrorStream(), err);
    }

    /** The arguments are the words of the first text, and the others as they are. */
    static List<String> command(String words, Object... more) {
        // C1 alone makes short-lived processes quick.
        List<String> command = new ArrayList<>(
                List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar", System.getProperty("zmq.jar")));
        command.addAll(List.of(words.split(" ")));
        for (Object argument : more) {
            command.add(argument.toString());
        }
        return command;
    }

    /** {@link #command} in a process. */
    static ZmqProcess start(String words, Object... more) {
        try {
            return new ZmqProcess(new ProcessBuilder(command(words, more)).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Thread reader(InputStream stream, BlockingQueue<String> lines) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                    if (lines == err) {
                        allErr.add(line);
                    }
                }
            } catch (IOException broken) {
                lines.add(broken.toString());
            }
        }, "reader");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Writes lines to its standard input. */
    ZmqProcess input(String... lines) throws IOException {
        OutputStream in = process.getOutputStream();
        for (String line : lines) {
            in.write((line + "\n").getBytes(UTF_8));
        }
        in.flush();
        return this;
    }

    OutputStream stdin() {
        return process.getOutputStream();
    }

    ZmqProcess endOfInput() throws IOException {
        process.getOutputStream().close();
        return this;
    }

    /** The next endpoint that it bound. */
    String bound() throws InterruptedException {
        return message("bound ").split(" ")[1];
    }

    /** The next line of standard error with such a beginning, a regular expression. */
    String message(String beginning) throws InterruptedException {
        Pattern pattern = Pattern.compile(beginning);
        for (String line = next(err); true; line = next(err)) {
            if (pattern.matcher(line).lookingAt()) {
                return line;
            }
        }
    }

    /** The next line of standard output. */
    String line() throws InterruptedException {
        return next(out);
    }

    private String next(BlockingQueue<String> lines) throws InterruptedException {
        String line = lines.poll(SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nothing for " + SECONDS + " s; standard error: " + allErr);
        }
        return line;
    }

    /** What is left of standard output, once it has ended. */
    List<String> lines() throws InterruptedException {
        status();
        return new ArrayList<>(out);
    }

    /** All of standard error, once it has ended. */
    String errors() throws InterruptedException {
        status();
        return String.join("\n", allErr);
    }

    /** Sends SIGTERM; {@code Process.destroy} would close the streams, too. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for its end. */
    int status() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after " + SECONDS + " s; standard error: " + allErr);
        }
        outReader.join();
        errReader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
