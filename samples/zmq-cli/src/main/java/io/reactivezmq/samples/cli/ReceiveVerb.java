package io.reactivezmq.samples.cli;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/**
 * {@code pull} and {@code sub}: what comes in, to standard output.
 *
 * @param <S> the type of its sockets
 */
@Command
abstract class ReceiveVerb<S extends ReceivingSocket> extends SocketVerb<S> {

    @Mixin
    private OutputArguments output = new OutputArguments();

    @Mixin
    private CountArguments count = new CountArguments();

    ReceiveVerb(SocketType type, BiFunction<ZmqContext, SocketOptions, S> opener) {
        super(type, opener);
    }

    @Override
    Printer printer() {
        return output.printer();
    }

    @Override
    Mono<Void> work(S socket, Session session) {
        return session.output(socket.receive(), count.count()).then();
    }

    /** What PUSH peers send. */
    @Command
    static final class Pull extends ReceiveVerb<PullSocket> {

        Pull() {
            super(SocketType.PULL, ZmqContext::pull);
        }

        @Override
        String description() {
            return "Print what PUSH peers send, from each in turn.";
        }
    }

    /** What PUB peers send. */
    @Command
    static final class Sub extends ReceiveVerb<SubSocket> {

        @Mixin
        private TopicArguments topics = new TopicArguments();

        Sub() {
            super(SocketType.SUB, ZmqContext::sub);
        }

        @Override
        String description() {
            return "Print what PUB peers send, if it begins with a --topic.";
        }

        @Override
        void attach(SubSocket socket, Session session) {
            topics.topics().forEach(socket::subscribe);
            super.attach(socket, session);
        }
    }
}
