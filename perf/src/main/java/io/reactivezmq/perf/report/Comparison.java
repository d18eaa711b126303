package io.reactivezmq.perf.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of the outcome: our figures beside one peer's, taken in alternation.
 *
 * @param caseName     what was measured, {@code push-pull}
 * @param transport    {@code tcp}
 * @param size         payload bytes of a message
 * @param io           the I/O transport that our side ran on
 * @param ours         our runs
 * @param peer         whom we are compared with
 * @param theirs       the peer's runs
 * @param unit         of both: of {@code msg/s} and {@code handshakes/s} more is better, of {@code us} and {@code B/conn} less
 * @param counts       how many there were of what there can be several of, {@code subscribers}
 * @param ourDetails   figures that were taken along with ours, by name: {@code p99}
 * @param theirDetails and with the peer's
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Comparison(@JsonProperty("case") String caseName, String transport, int size, String io, Samples ours,
        String peer, Samples theirs, String unit, Map<String, Integer> counts, Map<String, Samples> ourDetails,
        Map<String, Samples> theirDetails) {

    /** The peer that is our side itself, without what the case is about. */
    public static final String WITHOUT = "without";

    private static final String MICROSECONDS = "us";
    /** Units of figures that may be too small for whole numbers. */
    private static final Set<String> FINE_UNITS = Set.of(MICROSECONDS);
    /** Units of which less is better: nothing of them is lost, and the ratio tells what something costs. */
    private static final Set<String> LESS_IS_BETTER = Set.of(MICROSECONDS, "B/conn");

    /** Reports that were written before there were counts and details have none. */
    @JsonCreator
    public Comparison(@JsonProperty("case") String caseName, @JsonProperty("transport") String transport,
            @JsonProperty("size") int size, @JsonProperty("io") String io, @JsonProperty("ours") Samples ours,
            @JsonProperty("peer") String peer, @JsonProperty("theirs") Samples theirs, @JsonProperty("unit") String unit,
            @JsonProperty("counts") @Nullable Map<String, Integer> counts,
            @JsonProperty("ourDetails") @Nullable Map<String, Samples> ourDetails,
            @JsonProperty("theirDetails") @Nullable Map<String, Samples> theirDetails) {
        this.caseName = caseName;
        this.transport = transport;
        this.size = size;
        this.io = io;
        this.ours = ours;
        this.peer = peer;
        this.theirs = theirs;
        this.unit = unit;
        this.counts = counts == null ? Map.of() : new TreeMap<>(counts);
        this.ourDetails = ourDetails == null ? Map.of() : new TreeMap<>(ourDetails);
        this.theirDetails = theirDetails == null ? Map.of() : new TreeMap<>(theirDetails);
    }

    /** One without counts and details. */
    public Comparison(String caseName, String transport, int size, String io, Samples ours, String peer, Samples theirs,
            String unit) {
        this(caseName, transport, size, io, ours, peer, theirs, unit, null, null, null);
    }

    /** How many times the peer's median our median is. */
    @JsonProperty("ratio")
    public double ratio() {
        return ours.median() / theirs.median();
    }

    /**
     * The line on standard output, meant for people and for {@code grep}: the same fields for every case, and behind them
     * counts and details as {@code name=ours/theirs}, {@code -} where a side has none.
     */
    public String line() {
        boolean fine = FINE_UNITS.contains(unit);
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT,
                "case=%s transport=%s size=%d io=%s ours=%s peer=%s theirs=%s unit=%s ratio=%.2f", caseName, transport, size,
                io, number(ours, fine), peer, number(theirs, fine), unit, ratio()));
        counts.forEach((name, count) -> line.append(' ').append(name).append('=').append(count));
        ourDetails.forEach((name, samples) -> {
            Samples other = theirDetails.get(name);
            line.append(' ').append(name).append('=').append(number(samples, fine || samples.median() < 1000)).append('/')
                    .append(other == null ? "-" : number(other, fine || samples.median() < 1000));
        });
        if (peer.equals(WITHOUT) && !LESS_IS_BETTER.contains(unit)) {
            line.append(cost("cost", ours, theirs));
            ourDetails.forEach((name, samples) -> line.append(cost(name + "-cost", samples, theirDetails.get(name))));
        }
        return line.toString();
    }

    private static String cost(String name, Samples with, @Nullable Samples without) {
        return without == null ? ""
                : String.format(Locale.ROOT, " %s=%.1f%%", name, 100 * (1 - with.median() / without.median()));
    }

    private static String number(Samples samples, boolean fine) {
        return String.format(Locale.ROOT, fine ? "%.1f" : "%.0f", samples.median());
    }
}
