package io.reactivezmq.sockets.frames;

import java.time.Instant;
import java.util.List;

/** What the tests send. */
record Tick(String symbol, double price, long volume, List<String> venues, Instant at) {

    static Tick of(String symbol) {
        return new Tick(symbol, 12.5, 1L << 40, List.of("XETR", "Börse"), Instant.parse("2026-01-02T03:04:05.678Z"));
    }
}
