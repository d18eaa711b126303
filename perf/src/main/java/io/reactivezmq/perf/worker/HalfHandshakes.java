package io.reactivezmq.perf.worker;

import java.util.List;
import java.util.Optional;

/**
 * What handshakes of CURVE that nobody finishes cost a client that is connected already: its round trips with the server that
 * is attacked. It is our side alone, compared with itself without the attack.
 */
final class HalfHandshakes implements PerfCase {

    private final boolean attacked;

    HalfHandshakes() {
        this(true);
    }

    private HalfHandshakes(boolean attacked) {
        this.attacked = attacked;
    }

    @Override
    public String name() {
        return attacked ? "half-handshakes" : "without-half-handshakes";
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
    public Optional<String> several() {
        return Optional.of("attempts");
    }

    @Override
    public boolean ipc() {
        return false;
    }

    @Override
    public Optional<PerfCase> baseline() {
        return attacked ? Optional.of(new HalfHandshakes(false)) : Optional.empty();
    }

    @Override
    public Worker worker(Library library) {
        if (library != Library.OURS) {
            throw new IllegalArgumentException(name() + " is a case of our side alone");
        }
        return new ReactiveBystander(attacked);
    }
}
