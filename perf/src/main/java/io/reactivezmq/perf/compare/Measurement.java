package io.reactivezmq.perf.compare;

import java.util.Map;

/**
 * One figure.
 *
 * @param value what was measured
 * @param unit  its unit
 * @param facts what the receiver told about itself when it was ready: {@code io}, {@code version}
 */
public record Measurement(double value, String unit, Map<String, String> facts) {
}
