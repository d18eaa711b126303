package io.reactivezmq.samples.cli;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PairSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/**
 * {@code dealer}, {@code pair}, {@code xpub}, {@code xsub}: both directions at once.
 *
 * @param <S> the type of its sockets
 */
@Command
abstract class TalkVerb<S extends SendingSocket & ReceivingSocket> extends SocketVerb<S> {

    @Mixin
    private InputArguments input;

    @Mixin
    private OutputArguments output;

    @Mixin
    private CountArguments count = new CountArguments();

    TalkVerb(SocketType type, BiFunction<ZmqContext, SocketOptions, S> opener) {
        this(type, opener, Format.LINES, Format.LINES);
    }

    /** @param read the usual format of standard input, {@code printed} that of output: escaped where what is no text is usual */
    TalkVerb(SocketType type, BiFunction<ZmqContext, SocketOptions, S> opener, Format read, Format printed) {
        super(type, opener);
        input = new InputArguments(read);
        output = new OutputArguments(printed);
    }

    @Override
    Printer printer() {
        return output.printer();
    }

    final @Nullable Long count() {
        return count.count();
    }

    /** Whether a message would be for anybody, once there is a peer. */
    boolean isWanted(S socket) {
        return true;
    }

    /** It is over when receiving is; then what has been read goes out. The end of the input ends nothing, as answers may come. */
    @Override
    Mono<Void> work(S socket, Session session) {
        Mono<Void> sending = session.firstPeer(() -> isWanted(socket))
                .then(Mono.defer(() -> socket.send(session.input(input, null))));
        Mono<Void> receiving = session.output(socket.receive(), count()).then().doOnSuccess(over -> session.stop());
        return Mono.when(receiving, session.withinLinger(sending));
    }

    /** With REP, DEALER and ROUTER peers. */
    @Command
    static final class Dealer extends TalkVerb<DealerSocket> {

        @Mixin
        private IdArguments id = new IdArguments();

        @Mixin
        private EchoArguments echo = new EchoArguments();

        Dealer() {
            super(SocketType.DEALER, ZmqContext::dealer);
        }

        @Override
        String description() {
            return "Send standard input to peers in turn, and print what comes back, until interrupted or --count. A REP or "
                    + "REQ peer wants an empty first frame: begin the line with a TAB.";
        }

        @Override
        void applyTo(SocketOptions.Builder options) {
            id.applyTo(options);
        }

        @Override
        Mono<Void> work(DealerSocket socket, Session session) {
            return echo.echo() ? session.echo(socket.receive(), count(), socket::send) : super.work(socket, session);
        }
    }

    /** With one PAIR peer. */
    @Command
    static final class Pair extends TalkVerb<PairSocket> {

        Pair() {
            super(SocketType.PAIR, ZmqContext::pair);
        }

        @Override
        String description() {
            return "Send standard input to the one peer, and print what it sends, until interrupted or --count.";
        }
    }

    /** With SUB and XSUB peers. */
    @Command
    static final class XPub extends TalkVerb<XPubSocket> {

        XPub() {
            super(SocketType.XPUB, ZmqContext::xpub, Format.LINES, Format.ESCAPED);
        }

        @Override
        String description() {
            return "Publish standard input once somebody has subscribed, and print subscriptions: \\x01topic for a new one, "
                    + "\\x00topic for one that ends.";
        }

        @Override
        boolean isWanted(XPubSocket socket) {
            return socket.topicsCount() > 0;
        }
    }

    /** With PUB and XPUB peers. */
    @Command
    static final class XSub extends TalkVerb<XSubSocket> {

        @Mixin
        private TopicArguments topics = new TopicArguments();

        XSub() {
            super(SocketType.XSUB, ZmqContext::xsub, Format.ESCAPED, Format.LINES);
        }

        @Override
        String description() {
            return "Print what PUB peers send; a line \\x01topic of standard input subscribes, \\x00topic unsubscribes, others go "
                    + "upstream.";
        }

        @Override
        void attach(XSubSocket socket, Session session) {
            topics.topics().forEach(socket::subscribe);
            super.attach(socket, session);
        }
    }
}
