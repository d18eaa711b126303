package io.reactivezmq.samples.cli;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.Request;
import io.reactivezmq.sockets.ZmqContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code rep}: prints requests, and answers each with the next line, or with itself. */
@Command
final class ReplyVerb extends SocketVerb<RepSocket> {

    @Mixin
    private InputArguments input = new InputArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    @Mixin
    private CountArguments count = new CountArguments();

    @Mixin
    private EchoArguments echo = new EchoArguments();

    ReplyVerb() {
        super(SocketType.REP, ZmqContext::rep);
    }

    @Override
    String description() {
        return "Print each request and answer it: with the next line of standard input, until its end, or with --echo by itself.";
    }

    @Override
    Printer printer() {
        return output.printer();
    }

    @Override
    Mono<Void> work(RepSocket socket, Session session) {
        Flux<Request> requests = session.output(socket.requests(), Request::message, count.count());
        Flux<Mono<Void>> answers = echo.echo()
                ? requests.map(request -> request.reply(request.message()))
                : requests.zipWith(session.input(input, null), 1, (request, line) -> request.reply(line));
        return answers.concatMap(answer -> answer, 1).then();
    }
}
