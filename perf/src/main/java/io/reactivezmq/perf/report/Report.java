package io.reactivezmq.perf.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole invocation, with what is needed to judge and repeat it.
 *
 * @param environment the machine and the versions, by name
 * @param settings    how it was measured, by name
 * @param results     one entry a combination
 */
public record Report(Map<String, String> environment, Map<String, String> settings, List<Comparison> results) {

    public Report {
        environment = Map.copyOf(environment);
        settings = Map.copyOf(settings);
        results = List.copyOf(results);
    }

    /** This report with more results at its end. */
    public Report plus(List<Comparison> more) {
        List<Comparison> all = new ArrayList<>(results);
        all.addAll(more);
        return new Report(environment, settings, all);
    }

    /** This report with more facts about the environment. */
    public Report withEnvironment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Report(all, settings, results);
    }
}
