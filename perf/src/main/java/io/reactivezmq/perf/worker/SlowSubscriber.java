package io.reactivezmq.perf.worker;

import java.util.List;
import java.util.Optional;

/**
 * What one slow subscriber costs the publisher and the other subscribers, who take all that comes. It is our side alone,
 * compared with itself without the slow one.
 */
final class SlowSubscriber implements PerfCase {

    private final boolean slowOne;

    SlowSubscriber() {
        this(true);
    }

    private SlowSubscriber(boolean slowOne) {
        this.slowOne = slowOne;
    }

    @Override
    public String name() {
        return slowOne ? "slow-subscriber" : "without-slow-subscriber";
    }

    @Override
    public Role binder() {
        return Role.SEND;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(256);
    }

    @Override
    public Optional<String> several() {
        return Optional.of(PubSub.SUBSCRIBERS);
    }

    @Override
    public Optional<PerfCase> baseline() {
        return slowOne ? Optional.of(new SlowSubscriber(false)) : Optional.empty();
    }

    @Override
    public Worker worker(Library library) {
        if (library != Library.OURS) {
            throw new IllegalArgumentException(name() + " is a case of our side alone");
        }
        return new ReactiveFanOut(slowOne);
    }
}
