package io.reactivezmq.perf.compare;

import java.util.Map;

/**
 * One figure.
 *
 * @param value   what was measured
 * @param unit    its unit
 * @param details other figures that were taken with it, by name
 * @param facts   what the worker that binds told about itself when it was ready: {@code io}, {@code version}
 */
public record Measurement(double value, String unit, Map<String, Double> details, Map<String, String> facts) {
}
