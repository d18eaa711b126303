package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.sockets.interop.InteropPeers;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process with libzmq that plays one role of {@code proxy.py}, and is destroyed when the test is over. */
final class ProxyPeer implements AutoCloseable {

    private static final int EXIT_SECONDS = 10;

    private final String role;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;

    ProxyPeer(Object... roleAndArguments) {
        List<String> command = new ArrayList<>(InteropPeers.libzmqCommand("proxy.py"));
        Arrays.stream(roleAndArguments).map(Object::toString).forEach(command::add);
        role = String.join(" ", command.subList(command.size() - roleAndArguments.length, command.size()));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        answers = process.inputReader(StandardCharsets.US_ASCII);
        commands = process.outputWriter(StandardCharsets.US_ASCII);
    }

    /** Waits until it has done its part. */
    void done() {
        assertThat(line()).as(role).isEqualTo("ok");
    }

    /** The answer to a command of {@code control}, its frames in hexadecimal numbers. */
    String tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return line();
    }

    private String line() {
        try {
            String line = answers.readLine();
            // a traceback has several lines, of which the last one says most
            return line == null || line.equals("ok") || line.startsWith("x") ? String.valueOf(line)
                    : line + answers.lines().collect(Collectors.joining("\n", "\n", ""));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
