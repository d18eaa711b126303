package io.reactivezmq.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which of the three streams somebody looks at. Java tells it of input and output together; Linux of each. */
final class Terminal {

    private Terminal() {
    }

    /** Whether standard output is a terminal; where that cannot be known it is taken for a pipe, whose bytes have to stay. */
    static boolean isOutput() {
        return is(1, false);
    }

    /** Whether standard error is a terminal. */
    static boolean isError() {
        return is(2, System.console() != null);
    }

    private static boolean is(int descriptor, boolean elsewhere) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noLinux) {
            return elsewhere;
        }
    }
}
