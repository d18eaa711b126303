package io.reactivezmq.sockets;

import io.reactivezmq.sockets.pipe.Contained;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/** The result of a call whose caller may throw when it is told, see {@link Contained}. */
final class ContainedMono<T> extends MonoOperator<T, T> {

    ContainedMono(Mono<T> source) {
        super(source);
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new Contained<>(actual));
    }
}
