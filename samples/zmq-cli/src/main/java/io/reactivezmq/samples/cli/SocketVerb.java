package io.reactivezmq.samples.cli;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.ZmqContext;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/**
 * A verb that is the name of a socket type: opens the socket, does the verb's work, ends in good order.
 *
 * @param <S> the type of its sockets
 */
abstract class SocketVerb<S extends ZmqSocket> implements Callable<Integer> {

    private final SocketType type;
    private final BiFunction<ZmqContext, SocketOptions, S> opener;

    @Mixin
    private HelpArguments help = new HelpArguments();

    @Mixin
    private ConnectionArguments connection = new ConnectionArguments();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SocketVerb(SocketType type, BiFunction<ZmqContext, SocketOptions, S> opener) {
        this.type = type;
        this.opener = opener;
    }

    final SocketType type() {
        return type;
    }

    final ConnectionArguments connection() {
        return connection;
    }

    /** What it does, for the help text. */
    abstract String description();

    /** Options that only this verb has. */
    void applyTo(SocketOptions.Builder options) {
        // most have none
    }

    /** Where messages are printed. */
    Printer printer() {
        return Printer.none();
    }

    void attach(S socket, Session session) {
        connection.binds().forEach(session::bind);
        connection.connects().forEach(endpoint -> session.connect(socket.connect(endpoint)));
    }

    /** The work, to its end. */
    abstract Mono<Void> work(S socket, Session session);

    @Override
    public Integer call() {
        SocketOptions.Builder options = SocketOptions.builder();
        connection.applyTo(options);
        applyTo(options);
        Console console = Console.of(spec.commandLine().getErr());
        try (ZmqContext zmq = connection.common().context(1)) {
            S socket = opener.apply(zmq, options.build());
            try (Session session = new Session(socket, connection, console, printer())) {
                attach(socket, session);
                work(socket, session).block();
                return session.end();
            }
        }
    }
}
