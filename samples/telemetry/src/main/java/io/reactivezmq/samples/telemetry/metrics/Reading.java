package io.reactivezmq.samples.telemetry.metrics;

/**
 * One measured value.
 *
 * @param metric dotted name such as {@code host.cpu.total}; what stands before the last dot is the chart it belongs to
 * @param value always finite
 * @param unit for example {@code percent}, {@code bytes}, {@code bytes/s}, {@code 1/s}; empty for a plain number
 * @param time when it was measured, in milliseconds since the epoch
 */
public record Reading(String metric, double value, String unit, long time) {}
