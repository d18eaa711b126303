package io.reactivezmq.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One run of a proxy: all its directions, which end together. */
final class ProxyRun {

    private final List<Direction> directions;
    private final List<Passage> passages = new ArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Consumer<@Nullable Throwable> whenOver;

    /** @param whenOver told once, and not by {@link #stop}, why the run is over: null if one of the sockets was closed */
    ProxyRun(List<Direction> directions, Consumer<@Nullable Throwable> whenOver) {
        this.directions = directions;
        this.whenOver = whenOver;
        for (Direction direction : directions) {
            passages.add(direction.passage(() -> over(null)));
        }
    }

    void start() {
        for (int i = 0; i < passages.size() && !ended.get(); i++) {
            directions.get(i).begin(passages.get(i), this::over);
        }
    }

    /** Ends the run for this reason, unless it has ended. It is over when its sockets are free for another receiver. */
    void over(@Nullable Throwable failure) {
        if (stop()) {
            Mono.when(passages.stream().map(Passage::released).toList())
                    .subscribe(none -> { }, never -> { }, () -> whenOver.accept(failure));
        }
    }

    /** Ends all directions between two messages; what they have in hand goes on its way. Returns false if the run had ended. */
    boolean stop() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        for (int i = 0; i < passages.size(); i++) {
            directions.get(i).end(passages.get(i));
        }
        return true;
    }

    void hold() {
        passages.forEach(Passage::hold);
    }

    void release() {
        passages.forEach(Passage::release);
    }
}
