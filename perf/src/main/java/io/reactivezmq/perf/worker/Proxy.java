package io.reactivezmq.perf.worker;

import java.util.List;

/**
 * Messages a second through a proxy, one way, from a client to a worker. The proxy is a process of its own; client and worker are
 * together in the process that measures.
 */
final class Proxy implements PerfCase {

    private final ProxyFamily family;

    Proxy(ProxyFamily family) {
        this.family = family;
    }

    @Override
    public String name() {
        return "proxy-" + family;
    }

    /** The proxy, to which both connect. */
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
            case OURS -> new ReactiveProxy(family);
            case JEROMQ -> new JeromqProxy(family);
        };
    }
}
