package io.reactivezmq.samples.cli;

import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.ZmqContext;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/**
 * {@code push} and {@code pub}: standard input, to whoever is there.
 *
 * @param <S> the type of its sockets
 */
@Command
final class SendVerb<S extends SendingSocket> extends SocketVerb<S> {

    private final String description;
    private final Predicate<S> wanted;

    @Mixin
    private InputArguments input = new InputArguments();

    @Mixin
    private CountArguments count = new CountArguments();

    /** @param wanted whether a message would be for anybody, once there is a peer */
    SendVerb(SocketType type, BiFunction<ZmqContext, SocketOptions, S> opener, Predicate<S> wanted, String description) {
        super(type, opener);
        this.wanted = wanted;
        this.description = description;
    }

    @Override
    String description() {
        return description;
    }

    @Override
    Mono<Void> work(S socket, Session session) {
        Mono<Void> sending = Mono.defer(() -> socket.send(session.input(input, count.count()).doOnTerminate(session::stop)));
        return session.withinLinger(session.firstPeer(() -> wanted.test(socket)).then(sending));
    }
}
