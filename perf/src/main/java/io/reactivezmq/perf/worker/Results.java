package io.reactivezmq.perf.worker;

import java.util.Locale;
import java.util.Map;

/** How a worker's run ends: with a figure for the parent, or with the reason why there is none. */
final class Results {

    private Results() {
    }

    static WorkerLine messagesPerSecond(double rate) {
        return new WorkerLine(WorkerLine.RESULT, Map.of("value", String.format(Locale.ROOT, "%.3f", rate), "unit", "msg/s"));
    }

    /** Ends the process at once: a measurement that failed half way must not yield a number. */
    static void die(Throwable cause) {
        cause.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
