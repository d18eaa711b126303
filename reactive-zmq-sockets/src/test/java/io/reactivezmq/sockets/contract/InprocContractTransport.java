package io.reactivezmq.sockets.contract;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.InprocEndpoint;
import java.util.concurrent.atomic.AtomicInteger;

/** Names within one context; there are no wildcards, so each is a new one. */
final class InprocContractTransport implements ContractTransport {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Override
    public String wildcard() {
        return vacant().toString();
    }

    @Override
    public Endpoint vacant() {
        return new InprocEndpoint("name " + NAMES.incrementAndGet());
    }

    @Override
    public String protocol() {
        return "inproc";
    }

    @Override
    public void close() {
        // a name is no resource
    }
}
