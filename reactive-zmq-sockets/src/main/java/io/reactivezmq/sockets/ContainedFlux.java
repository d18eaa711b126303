package io.reactivezmq.sockets;

import io.reactivezmq.sockets.pipe.Contained;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/** A stream whose subscribers may throw, see {@link Contained}. */
final class ContainedFlux<T> extends FluxOperator<T, T> {

    ContainedFlux(Flux<T> source) {
        super(source);
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new Contained<>(actual));
    }
}
