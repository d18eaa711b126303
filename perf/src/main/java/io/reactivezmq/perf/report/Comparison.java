package io.reactivezmq.perf.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * One line of the outcome: our figures beside one peer's, taken in alternation.
 *
 * @param caseName  what was measured, {@code push-pull}
 * @param transport {@code tcp}
 * @param size      payload bytes of a message
 * @param io        the I/O transport that our side ran on
 * @param ours      our runs
 * @param peer      whom we are compared with
 * @param theirs    the peer's runs
 * @param unit      of both, {@code msg/s}: more is better
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Comparison(@JsonProperty("case") String caseName, String transport, int size, String io, Samples ours,
        String peer, Samples theirs, String unit) {

    /** How many times the peer's median our median is. */
    @JsonProperty("ratio")
    public double ratio() {
        return ours.median() / theirs.median();
    }

    /** The line on standard output, meant for people and for {@code grep}. */
    public String line() {
        return String.format(Locale.ROOT,
                "case=%s transport=%s size=%d io=%s ours=%.0f peer=%s theirs=%.0f unit=%s ratio=%.2f",
                caseName, transport, size, io, ours.median(), peer, theirs.median(), unit, ratio());
    }
}
