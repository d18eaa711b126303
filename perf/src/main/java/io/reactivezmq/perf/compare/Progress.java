package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.report.Comparison;
import io.reactivezmq.perf.report.Quantity;
import io.reactivezmq.perf.report.Samples;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells a waiting person how far it is, on standard error; standard output is for results. */
public final class Progress {

    /** The share of the processors that may be in use before anything is measured. */
    private static final double BUSY = 0.5;

    private final PrintStream out;
    private final int total;
    private final boolean verbose;
    private int begun;

    /**
     * @param total   how many measurements there will be
     * @param verbose whether others write between the begin and the end of a measurement
     */
    public Progress(PrintStream out, int total, boolean verbose) {
        this.out = out;
        this.total = total;
        this.verbose = verbose;
    }

    /** Before everything: how long it will take, when each measurement takes that long. */
    public void announce(Duration each) {
        Duration all = each.multipliedBy(total);
        String duration = all.toMinutes() == 0 ? "less than a minute"
                : all.toMinutes() == 1 ? "a minute or two" : all.toMinutes() + " minutes";
        out.printf("%d measurements of about %d s: %s%n", total, Math.max(1, each.toSeconds()), duration);
    }

    /**
     * Warns when others use the processors: then the figures are theirs as much as ours.
     *
     * @param load  the system's load average, negative if it is unknown
     * @param cores how many processors there are
     */
    public void warnOfLoad(double load, int cores) {
        if (load > cores * BUSY) {
            out.printf(Locale.ROOT, "warning: this machine is busy (load average %.1f on %d cores), "
                    + "do not trust the figures%n", load, cores);
        }
    }

    void begin(Job job, int round, int rounds, String contender) {
        begun++;
        String width = Integer.toString(Integer.toString(total).length());
        out.printf("[%" + width + "d/%d] %s, run %d of %d, %s ... ", begun, total, job, round, rounds, contender);
        if (verbose) {
            out.println();
        }
        out.flush();
    }

    void end(double value, String unit) {
        out.println((verbose ? "    " : "") + Quantity.decimal(value) + " " + unit);
    }

    void repeat() {
        out.print("  once more ... ");
        out.flush();
    }

    /** Something worth knowing on a line of its own. */
    public void note(String text) {
        out.println(text);
    }

    /** The spread behind a result: a median alone does not tell how far it can be trusted. */
    public void spread(Comparison result) {
        note("  ours (" + result.io() + ") " + range(result.ours()) + ", " + result.peer() + " " + range(result.theirs()));
    }

    private static String range(Samples samples) {
        return Quantity.decimal(samples.min()) + ".." + Quantity.decimal(samples.max());
    }
}
