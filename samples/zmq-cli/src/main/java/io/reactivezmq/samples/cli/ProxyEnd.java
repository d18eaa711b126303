package io.reactivezmq.samples.cli;

import io.reactivezmq.core.ZmqSocket;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A socket of a proxy that ends: what it was given has to go out, and what it did not pass on is told. */
final class ProxyEnd {

    private final String name;
    private final ZmqSocket socket;
    private final Stats stats;

    /** @param name its option, for people */
    ProxyEnd(String name, ZmqSocket socket) {
        this.name = name;
        this.socket = socket;
        stats = new Stats(socket.type(), socket::statistics, System::nanoTime);
    }

    /** Completes when all it had to send is gone, or linger is over. */
    Mono<Void> close(Duration linger) {
        return Mono.defer(() -> {
            socket.changeOptions(options -> options.linger(linger));
            return socket.disposeLater();
        });
    }

    /** Says what was done and what was lost, and returns the exit status. */
    int tell(Console console, SocketArguments arguments) {
        if (arguments.stats()) {
            console.line(name + ": " + stats.sum());
        }
        Losses losses = Losses.of(socket.type(), socket.statistics());
        losses.told(arguments.linger(), "no peer has taken them").forEach(line -> console.line(name + ": " + line));
        if (losses.unread() > 0) {
            console.line(name + ": " + Text.messages(losses.unread()) + " not delivered: received, and not passed on before the end");
        }
        return losses.undelivered() + losses.unread() == 0 ? 0 : CliFailure.RUNTIME;
    }
}
