/**
 * What comes out of a comparison: values, their one-line form, JSON and a chart.
 * <p>
 * Door: {@link io.reactivezmq.perf.report.Comparison}, {@link io.reactivezmq.perf.report.Report},
 * {@link io.reactivezmq.perf.report.ReportFile}, {@link io.reactivezmq.perf.report.BarChart}.
 * <p>
 * Threading: immutable values and pure functions, but for {@code ReportFile}, which reads and writes a file.
 */
@NullMarked
package io.reactivezmq.perf.report;

import org.jspecify.annotations.NullMarked;
