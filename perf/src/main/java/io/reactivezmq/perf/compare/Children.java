package io.reactivezmq.perf.compare;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every child process that was started and has not been stopped; none survives the parent, however it ends. */
final class Children {

    private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ChildProcess::kill), "end-children"));
    }

    private Children() {
    }

    /**
     * Starts a process.
     *
     * @param name    for messages
     * @param command the program and its arguments
     * @param verbose whether what it writes to standard error is shown at once
     */
    static ChildProcess start(String name, List<String> command, boolean verbose) {
        try {
            ChildProcess child = new ChildProcess(name, new ProcessBuilder(command).start(), verbose);
            RUNNING.add(child);
            return child;
        } catch (IOException e) {
            throw new MeasurementException("cannot start " + name + ": " + String.join(" ", command), e);
        }
    }

    static void stopped(ChildProcess child) {
        RUNNING.remove(child);
    }
}
