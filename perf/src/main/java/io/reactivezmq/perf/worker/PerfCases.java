package io.reactivezmq.perf.worker;

import java.util.List;
import java.util.stream.Stream;

/** All cases. */
public final class PerfCases {

    private static final List<PerfCase> ALL =
            List.of(new PushPull(), new PubSub(), new ReqRep(), new Many(), new Curve(), new CurveHandshakes(),
                    new SlowSubscriber(), new HalfHandshakes(), new Proxy(ProxyFamily.ROUTER_DEALER),
                    new Proxy(ProxyFamily.XSUB_XPUB));

    private PerfCases() {
    }

    /** The case of that name; an unknown one is refused with the list of the known ones. */
    public static PerfCase named(String name) {
        return ALL.stream().flatMap(perfCase -> Stream.concat(Stream.of(perfCase), perfCase.baseline().stream()))
                .filter(perfCase -> perfCase.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no case '" + name + "'; there are " + String.join(", ", names())));
    }

    /** The case of that name, or else the several whose names begin with it: {@code proxy} is every {@code proxy-...}. */
    public static List<PerfCase> selected(String name) {
        List<PerfCase> family = names().contains(name) ? List.of()
                : ALL.stream().filter(perfCase -> perfCase.name().startsWith(name + "-")).toList();
        return family.size() < 2 ? List.of(named(name)) : family;
    }

    /** The names of all cases that can be asked for. */
    public static List<String> names() {
        return ALL.stream().map(PerfCase::name).toList();
    }
}
