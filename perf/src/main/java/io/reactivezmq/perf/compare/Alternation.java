package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.report.Comparison;
import io.reactivezmq.perf.report.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures all contenders at a job, round after round: ours, peer, ours, peer. What disturbs a machine for some seconds
 * then disturbs both sides alike, and the median forgets it.
 */
public final class Alternation {

    private final List<Contender> ours;
    private final List<Contender> peers;
    private final int rounds;
    private final Measurer measurer;
    private final Progress progress;
    private final Map<String, String> versions = new TreeMap<>();

    /**
     * @param ours   our side, once for every I/O transport
     * @param peers  whom to compare with
     * @param rounds how many figures each contender gives
     */
    public Alternation(List<? extends Contender> ours, List<? extends Contender> peers, int rounds, Measurer measurer,
            Progress progress) {
        this.ours = List.copyOf(ours);
        this.peers = List.copyOf(peers);
        this.rounds = rounds;
        this.measurer = measurer;
        this.progress = progress;
    }

    /** The peers' versions, as far as they told. */
    public Map<String, String> versions() {
        return Map.copyOf(versions);
    }

    /** Measures, and compares each of ours with each peer. */
    public List<Comparison> run(Job job) {
        Map<Contender, List<Measurement>> figures = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : contenders()) {
                progress.begin(job, round, rounds, contender.label());
                Measurement measurement = measure(contender, job);
                contender.check(measurement);
                progress.end(measurement.value(), measurement.unit());
                figures.computeIfAbsent(contender, key -> new ArrayList<>()).add(measurement);
            }
        }
        peers.forEach(peer -> remember(peer.label(), figures.get(peer)));
        List<Comparison> comparisons = new ArrayList<>();
        for (Contender our : ours) {
            for (Contender peer : peers) {
                Measurement first = figures.get(our).get(0);
                comparisons.add(new Comparison(job.perfCase().name(), job.transport().toString(), job.size(),
                        first.facts().getOrDefault("io", "unknown"), samples(figures.get(our)), peer.label(),
                        samples(figures.get(peer)), first.unit(), job.counts(), details(figures.get(our)),
                        details(figures.get(peer))));
            }
        }
        return comparisons;
    }

    /** A peer that fails is given a second chance, seen by all; our side is not: its failures are what tests look for. */
    private Measurement measure(Contender contender, Job job) {
        if (ours.contains(contender)) {
            return measurer.measure(contender, job);
        }
        try {
            return measurer.measure(contender, job);
        } catch (MeasurementException failure) {
            progress.note("failed: " + failure.getMessage());
            progress.repeat();
            return measurer.measure(contender, job);
        }
    }

    private List<Contender> contenders() {
        List<Contender> all = new ArrayList<>(ours);
        all.addAll(peers);
        return all;
    }

    private void remember(String peer, List<Measurement> measurements) {
        measurements.stream().map(measurement -> measurement.facts().get("version")).filter(version -> version != null)
                .forEach(version -> versions.put(peer, version));
    }

    private static Map<String, Samples> details(List<Measurement> measurements) {
        Map<String, Samples> details = new TreeMap<>();
        measurements.get(0).details().keySet().forEach(name -> details.put(name,
                new Samples(measurements.stream().map(measurement -> measurement.details().get(name)).toList())));
        return details;
    }

    private static Samples samples(List<Measurement> measurements) {
        return new Samples(measurements.stream().map(Measurement::value).toList());
    }
}
