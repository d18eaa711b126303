package io.reactivezmq.samples.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs of Python that use libzmq. */
public final class Pyzmq {

    private static final String PYTHON = "/usr/bin/python3";

    private Pyzmq() {
    }

    /** Skips the test where Python or pyzmq is missing, or fails it with {@code -Dreactivezmq.interop.required=true}. */
    public static void require() throws InterruptedException {
        List<String> missing = missing();
        if (Boolean.getBoolean("reactivezmq.interop.required")) {
            assertThat(missing).isEmpty();
        }
        assumeTrue(missing.isEmpty(), "pyzmq is missing: " + missing);
    }

    /** Why there is no pyzmq; empty if there is. */
    private static List<String> missing() throws InterruptedException {
        try {
            List<String> said = said(start("import zmq"));
            return said.get(said.size() - 1).equals("0") ? List.of() : said;
        } catch (IOException noPython) {
            return List.of(noPython.toString());
        }
    }

    /** Runs a script; what it prints as an error is with what it prints. */
    public static Process start(String script, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(PYTHON, "-c", script), Stream.of(arguments)).toList();
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** All that a process prints until it ends, and its exit status. */
    public static List<String> said(Process process) throws IOException, InterruptedException {
        try {
            List<String> said = new ArrayList<>(new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList());
            said.add(String.valueOf(process.waitFor()));
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
