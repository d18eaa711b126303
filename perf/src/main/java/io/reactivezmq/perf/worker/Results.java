package io.reactivezmq.perf.worker;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How a worker's run ends: with a figure for the parent, or with the reason why there is none. */
final class Results {

    private Results() {
    }

    static WorkerLine messagesPerSecond(double rate) {
        return of(rate, "msg/s", Map.of());
    }

    static WorkerLine handshakesPerSecond(double rate) {
        return of(rate, "handshakes/s", Map.of());
    }

    /** A figure, and others that were taken with it. */
    static WorkerLine of(double value, String unit, Map<String, Double> details) {
        Map<String, String> fields = new HashMap<>(Map.of("value", decimal(value), "unit", unit));
        details.forEach((name, detail) -> fields.put(name, decimal(detail)));
        return new WorkerLine(WorkerLine.RESULT, fields);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Ends the process at once: a measurement that failed half way must not yield a number. */
    static void die(Throwable cause) {
        cause.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
