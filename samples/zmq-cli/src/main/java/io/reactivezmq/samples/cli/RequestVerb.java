package io.reactivezmq.samples.cli;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code req}: a request for each line, and its reply. */
@Command
final class RequestVerb extends SocketVerb<ReqSocket> {

    @Mixin
    private InputArguments input = new InputArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    @Mixin
    private CountArguments count = new CountArguments();

    @Mixin
    private IdArguments id = new IdArguments();

    RequestVerb() {
        super(SocketType.REQ, ZmqContext::req);
    }

    @Override
    String description() {
        return "Send each line of standard input as a request, to peers in turn, and print its reply before the next. "
                + "--timeout is for each reply.";
    }

    @Override
    void applyTo(SocketOptions.Builder options) {
        id.applyTo(options);
    }

    @Override
    Printer printer() {
        return output.printer();
    }

    @Override
    Mono<Void> work(ReqSocket socket, Session session) {
        Flux<ZmqMessage> replies = session.firstPeer().thenMany(Flux.defer(() -> session.input(input, count.count())))
                .concatMap(request -> ask(socket, request), 1);
        return session.print(session.whileOpen(replies)).then();
    }

    private Mono<ZmqMessage> ask(ReqSocket socket, ZmqMessage request) {
        Mono<ZmqMessage> reply = socket.request(request).onErrorMap(ZmqConnectionException.class, lost -> CliFailure.runtime(
                "the connection was lost before the reply came: the request may or may not have been worked on", lost));
        Duration timeout = connection().timeout();
        return timeout == null ? reply : reply.timeout(timeout, Mono.error(() -> CliFailure.timeout("no reply within "
                + Text.of(timeout) + ": look at the peer, or give it a longer --timeout")));
    }
}
