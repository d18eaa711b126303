package io.reactivezmq.perf.worker;

import java.util.List;

/** All cases. */
public final class PerfCases {

    private static final List<PerfCase> ALL = List.of(new PushPull(), new PubSub());

    private PerfCases() {
    }

    /** The case of that name; an unknown one is refused with the list of the known ones. */
    public static PerfCase named(String name) {
        return ALL.stream().filter(perfCase -> perfCase.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no case '" + name + "'; there are " + String.join(", ", names())));
    }

    /** The names of all cases. */
    public static List<String> names() {
        return ALL.stream().map(PerfCase::name).toList();
    }
}
