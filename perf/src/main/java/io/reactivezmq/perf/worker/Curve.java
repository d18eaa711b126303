package io.reactivezmq.perf.worker;

import java.util.Optional;

/** {@link PushPull} through CURVE; the PULL, which binds, is the server. */
final class Curve implements PerfCase {

    @Override
    public String name() {
        return "curve";
    }

    /** Seen with 0.6.0, whose receiver then fails the check of what arrives. */
    @Override
    public Optional<String> jeromqLacks() {
        return Optional.of("JeroMQ hands over a message that is still sealed when its receive queue was full; use --peer libzmq");
    }

    @Override
    public Worker worker(Library library) {
        if (library != Library.OURS) {
            throw new IllegalArgumentException(name() + " has no worker for " + library);
        }
        return new ReactiveStream(zmq -> zmq.push(CurveSetup.ourClient()), zmq -> zmq.pull(CurveSetup.ourServer()));
    }
}
