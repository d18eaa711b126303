package io.reactivezmq.perf.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The value axis of a chart: linear from zero, or logarithmic from a power of ten where a linear one would flatten the
 * small bars to nothing.
 *
 * @param logarithmic whether decades are equally high
 * @param low         the value at the floor
 * @param high        the value at the top
 * @param pixels      the height of the axis
 */
record Scale(boolean logarithmic, double low, double high, int pixels) {

    /** The ratio of the largest to the smallest value from which on the axis is logarithmic. */
    private static final double LOGARITHMIC_FROM = 20;

    static Scale of(List<Samples> values, int pixels) {
        double min = values.stream().mapToDouble(Samples::min).filter(value -> value > 0).min().orElse(1);
        double max = Math.max(min, values.stream().mapToDouble(Samples::max).max().orElse(1));
        if (max / min >= LOGARITHMIC_FROM) {
            return new Scale(true, Math.pow(10, Math.floor(Math.log10(min / 2))), max * 1.6, pixels);
        }
        return new Scale(false, 0, max * 1.1, pixels);
    }

    /** How many pixels above the floor a value is; never outside the axis. */
    double height(double value) {
        double share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share)) * pixels;
    }

    /** Where lines are drawn: every power of ten, or four to ten steps of 1, 2 or 5 times one. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = low; tick <= high; tick *= 10) {
                ticks.add(tick);
            }
            return ticks;
        }
        double step = Math.pow(10, Math.floor(Math.log10(high)));
        step = high / step >= 4 ? step : high / step >= 2 ? step / 2 : step / 5;
        for (int i = 0; i * step <= high; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
