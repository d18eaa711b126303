package io.reactivezmq.samples.cli;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.StreamSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code router} and {@code stream}: both directions, and the first frame names the peer.
 *
 * @param <S> the type of its sockets
 */
@Command
abstract class RouteVerb<S extends SendingSocket & ReceivingSocket> extends SocketVerb<S> {

    private static final int WAITING = 256;

    // An id that the socket has made up is no text, and is to be read as it was printed.
    @Mixin
    private InputArguments input = new InputArguments(Format.ESCAPED);

    @Mixin
    private OutputArguments output = new OutputArguments(Format.ESCAPED);

    @Mixin
    private CountArguments count = new CountArguments();

    @Mixin
    private EchoArguments echo = new EchoArguments();

    RouteVerb(SocketType type, BiFunction<ZmqContext, SocketOptions, S> opener) {
        super(type, opener);
    }

    @Override
    Printer printer() {
        return output.printer();
    }

    @Override
    void applyTo(SocketOptions.Builder options) {
        // What nobody gets is told, and a slow peer is waited for.
        options.routing(routing -> routing.mandatory(true));
    }

    /** Whether this is a message to send back. */
    boolean isAnswered(ZmqMessage received) {
        return true;
    }

    @Override
    Mono<Void> work(S socket, Session session) {
        if (echo.echo()) {
            return session.echo(socket.receive(), count.count(),
                    received -> isAnswered(received) ? send(socket, received, session) : Mono.empty());
        }
        Mono<Void> sending = session.firstPeer().thenMany(Flux.defer(() -> session.input(input, null)))
                .flatMap(message -> send(socket, message, session), WAITING).then();
        Mono<Void> receiving = session.output(socket.receive(), count.count()).then().doOnSuccess(over -> session.stop());
        return Mono.when(receiving, session.withinLinger(sending));
    }

    private Mono<Void> send(S socket, ZmqMessage message, Session session) {
        if (message.frameCount() == 1) {
            return Mono.error(CliFailure.runtime("a message for a " + type() + " peer has two frames or more, the peer's id first: "
                    + "write ID, a TAB, and the message"));
        }
        return socket.send(message).onErrorResume(ZmqUnroutableException.class, nobody -> session.unroutable(nobody.getMessage()));
    }

    /** With REQ, DEALER and ROUTER peers. */
    @Command
    static final class Router extends RouteVerb<RouterSocket> {

        @Mixin
        private IdArguments id = new IdArguments();

        Router() {
            super(SocketType.ROUTER, ZmqContext::router);
        }

        @Override
        String description() {
            return "Print what peers send, each message behind its peer's id, and send the lines of standard input to the peers "
                    + "that their first frames name. With a REQ peer the second frame is empty.";
        }

        @Override
        void applyTo(SocketOptions.Builder options) {
            super.applyTo(options);
            id.applyTo(options);
        }
    }

    /** With programs that do not speak ZeroMQ. */
    @Command
    static final class Stream extends RouteVerb<StreamSocket> {

        @Option(names = "--id", paramLabel = "ID",
                description = "What to call the peer of --connect; default: the endpoint as given.")
        private @Nullable String id;

        Stream() {
            super(SocketType.STREAM, ZmqContext::stream);
        }

        @Override
        String description() {
            return "Talk plain TCP: as router, with a chunk of bytes as second frame. An empty one tells that the peer has come or "
                    + "gone, and sent, closes the connection.";
        }

        @Override
        boolean isAnswered(ZmqMessage received) {
            return received.frameSize(1) > 0;
        }

        @Override
        void attach(StreamSocket socket, Session session) {
            if (id != null && connection().connects().size() != 1) {
                throw CliFailure.usage("--id names the one peer of --connect, of which there are "
                        + connection().connects().size());
            }
            connection().binds().forEach(session::bind);
            for (Endpoint endpoint : connection().connects()) {
                session.connect(socket.connect(endpoint, RoutingId.of(id == null ? endpoint.toString() : id)));
            }
        }
    }
}
