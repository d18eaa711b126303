package io.reactivezmq.perf.report;

import java.util.List;
import java.util.Map;

/** Reports to test with. */
final class Reports {

    private Reports() {
    }

    static Comparison comparison(String caseName, int size, String io, double ours, String peer, double theirs) {
        return new Comparison(caseName, "tcp", size, io, new Samples(List.of(ours, ours * 1.1, ours * 0.9)), peer,
                new Samples(List.of(theirs)), "msg/s");
    }

    static Report of(Comparison... comparisons) {
        return new Report(Map.of("cores", "2"), Map.of("runs", "3"), List.of(comparisons));
    }
}
