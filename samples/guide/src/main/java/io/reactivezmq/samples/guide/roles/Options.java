package io.reactivezmq.samples.guide.roles;

import io.reactivezmq.core.endpoint.Endpoint;
import java.util.List;
import java.util.Map;

/** What a role was given, checked against what it takes. Immutable. */
public final class Options {

    private final Map<String, List<String>> values;

    Options(Map<String, List<String>> values) {
        this.values = values;
    }

    /** What stands behind an option that must be there. */
    public String get(String option) {
        return all(option).get(0);
    }

    /** What stands behind an option, or this. */
    public String get(String option, String otherwise) {
        return has(option) ? get(option) : otherwise;
    }

    /** Whether it was given. */
    public boolean has(String option) {
        return !all(option).isEmpty();
    }

    /** What stands behind an option, each time it was given. */
    public List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    /** What stands behind an {@code EP} option that must be there. */
    public Endpoint endpoint(String option) {
        return Endpoint.parse(get(option));
    }

    /** What stands behind an {@code EP} option, each time it was given. */
    public List<Endpoint> endpoints(String option) {
        return all(option).stream().map(Endpoint::parse).toList();
    }
}
