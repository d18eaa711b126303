package io.reactivezmq.perf.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line from a worker to its parent: a word, then {@code key=value} pairs. The C program writes the same lines.
 * <pre>
 *   ready endpoint=tcp://127.0.0.1:43210 io=io_uring
 *   result value=9000000.000 unit=msg/s
 * </pre>
 *
 * @param kind   the first word
 * @param fields the pairs; neither keys nor values contain white space
 */
public record WorkerLine(String kind, Map<String, String> fields) {

    /** A worker is bound: {@code endpoint}, and what is worth knowing about the library. */
    public static final String READY = "ready";

    /** The measurement is over: {@code value}, {@code unit} and perhaps more figures by name. */
    public static final String RESULT = "result";

    public WorkerLine {
        fields = Map.copyOf(fields);
    }

    /** Reads a line; empty when it is not one of a worker. */
    public static Optional<WorkerLine> parse(String line) {
        String[] words = line.trim().split("\\s+");
        if (!words[0].equals(READY) && !words[0].equals(RESULT)) {
            return Optional.empty();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            fields.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return Optional.of(new WorkerLine(words[0], fields));
    }

    /** The value of a field that must be there. */
    public String require(String key) {
        String value = fields.get(key);
        if (value == null) {
            throw new IllegalStateException("a worker's " + kind + " line lacks " + key + ": " + this);
        }
        return value;
    }

    @Override
    public String toString() {
        return fields.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(field -> " " + field.getKey() + "=" + field.getValue()).collect(Collectors.joining("", kind, ""));
    }
}
