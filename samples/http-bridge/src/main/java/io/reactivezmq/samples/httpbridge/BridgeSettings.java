package io.reactivezmq.samples.httpbridge;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the bridge is told on its command line.
 *
 * @param http where HTTP clients connect to
 * @param backend the REP socket, or the ROUTER in front of many, that answers
 * @param timeout how long the backend may take, and a client to take its response
 * @param idle how long a connection may wait for a whole request
 * @param maxBody bytes of a request's body, and of all the requests of one connection that wait
 * @param maxConnections clients at once
 */
record BridgeSettings(String http, String backend, Duration timeout, Duration idle, int maxBody, int maxConnections) {

    static final String USAGE = """
            --http=tcp://127.0.0.1:8080      where HTTP clients connect to
            --backend=tcp://127.0.0.1:5555   the REP socket that answers
            --timeout=5000                   milliseconds for the backend's reply
            --idle=30000                     milliseconds that a connection may wait for a whole request
            --max-body=1048576               bytes of a request's body
            --max-connections=1000           clients at once""";

    private static final Set<String> NAMES = Set.of("http", "backend", "timeout", "idle", "max-body", "max-connections");

    /** Raises {@link IllegalArgumentException} with advice for what it does not understand. */
    static BridgeSettings parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = argument.startsWith("--") && equals > 0 ? argument.substring(2, equals) : "";
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("not an option: " + argument + "\n" + USAGE);
            }
            values.put(name, argument.substring(equals + 1));
        }
        return new BridgeSettings(
                values.getOrDefault("http", "tcp://127.0.0.1:8080"), values.getOrDefault("backend", "tcp://127.0.0.1:5555"),
                Duration.ofMillis(positive(values, "timeout", 5_000)), Duration.ofMillis(positive(values, "idle", 30_000)),
                positive(values, "max-body", 1 << 20), positive(values, "max-connections", 1_000));
    }

    private static int positive(Map<String, String> values, String name, int otherwise) {
        String text = values.get(name);
        try {
            int value = text == null ? otherwise : Integer.parseInt(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--" + name + " is a number: " + text, notANumber);
        }
        throw new IllegalArgumentException("--" + name + " is more than 0: " + text);
    }
}
