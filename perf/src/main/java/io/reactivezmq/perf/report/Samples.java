package io.reactivezmq.perf.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The figures that repeated runs of the same thing gave, in the order of the runs.
 *
 * @param runs at least one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Samples(List<Double> runs) {

    @JsonCreator
    public Samples(@JsonProperty("runs") List<Double> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no runs, no statistics");
        }
        this.runs = List.copyOf(runs);
    }

    /** The middle value, or the mean of the two middle ones. */
    @JsonProperty("median")
    public double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @JsonProperty("min")
    public double min() {
        return sorted()[0];
    }

    @JsonProperty("max")
    public double max() {
        return sorted()[runs.size() - 1];
    }

    private double[] sorted() {
        return runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
