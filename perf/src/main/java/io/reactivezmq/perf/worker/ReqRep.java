package io.reactivezmq.perf.worker;

import java.util.List;

/** Round trips from one REQ to one REP that sends back what it gets, one after the other: the median and the 99th percentile. */
final class ReqRep implements PerfCase {

    @Override
    public String name() {
        return "req-rep";
    }

    @Override
    public Role binder() {
        return Role.SEND;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(64);
    }

    @Override
    public Worker worker(Library library) {
        return switch (library) {
            case OURS -> new ReactiveRoundTrips();
            case JEROMQ -> new JeromqRoundTrips();
        };
    }
}
