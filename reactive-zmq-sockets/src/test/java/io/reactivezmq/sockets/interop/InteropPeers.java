package io.reactivezmq.sockets.interop;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Makes the other ends of the interop tests. Where Python has no pyzmq, a test that asks for libzmq is skipped, or fails if
 * {@code -Dreactivezmq.interop.required=true} says that it has to be there.
 */
public final class InteropPeers {

    private static final boolean REQUIRED = Boolean.getBoolean("reactivezmq.interop.required");
    private static final String PYTHON = "/usr/bin/python3";
    private static final int PROBE_SECONDS = 60;

    private InteropPeers() {
    }

    static LibzmqPeer libzmq() {
        return new LibzmqPeer(libzmqCommand("peer.py"));
    }

    /** What starts a script that needs libzmq; the script's arguments follow. */
    public static List<String> libzmqCommand(String script) {
        String missing = Probe.MISSING;
        if (!missing.isEmpty()) {
            String reason = "libzmq is missing: " + missing;
            if (REQUIRED) {
                fail(reason + " (reactivezmq.interop.required=true)");
            }
            assumeTrue(false, reason);
        }
        return List.of(PYTHON, "-B", script(script).toString());
    }

    static JeromqPeer jeromq() {
        return new JeromqPeer();
    }

    private static Path script(String name) {
        URL resource = Objects.requireNonNull(InteropPeers.class.getResource("/interop/" + name), name);
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Asks once whether Python can load pyzmq. */
    private static final class Probe {

        /** Why there is no libzmq, or an empty text. */
        static final String MISSING = probe();

        private static String probe() {
            Process process;
            try {
                process = new ProcessBuilder(PYTHON, "-c", "import zmq").redirectErrorStream(true).start();
            } catch (IOException noPython) {
                return noPython.toString();
            }
            try {
                if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                    return PYTHON + " does not come to an end";
                }
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.exitValue() == 0 ? "" : said.strip();
            } catch (IOException broken) {
                return broken.toString();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return interrupted.toString();
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
