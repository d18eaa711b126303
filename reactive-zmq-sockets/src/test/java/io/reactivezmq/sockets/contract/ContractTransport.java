package io.reactivezmq.sockets.contract;

import io.reactivezmq.core.endpoint.Endpoint;

/** What the contract has to know about a transport. Closed after each test. */
interface ContractTransport extends AutoCloseable {

    /** Text that binds an address which nobody uses yet. */
    String wildcard();

    /** An address where nobody listens, and nobody but the test will until {@link #close()}. */
    Endpoint vacant();

    /** What the handshake between two sockets of ours agrees on. */
    default String protocol() {
        return "3.1";
    }

    @Override
    void close();
}
