package io.reactivezmq.samples.security;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.CurvePublicKey;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import io.reactivezmq.core.security.ZapRequest;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Collection;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A REP socket that answers with what it was asked, for those who are on its list.
 *
 * <p>Two things make it secure. The mechanism is CURVE, in the server's role: every peer has to know this server's public key, and
 * everything is sealed. And the authenticator decides, for each peer that has proven which key it owns, whether it may come in;
 * the socket never sees a message of one that may not.
 */
final class EchoServer implements AutoCloseable {

    private final ZmqContext zmq = ZmqContext.create();
    private final RepSocket rep;
    private final Consumer<String> log;

    /** Printing may block, and event loops must not: what goes to the log is on its way over this thread. */
    private final Scheduler printing = Schedulers.newSingle("log", true);

    /** @param log gets a line for everything worth knowing, on a thread that may block */
    EchoServer(CurveKeyPair own, Collection<CurvePublicKey> allowed, Consumer<String> log) {
        this.log = log;
        Authenticator list = Authenticator.curve(allowed);
        rep = zmq.rep(options -> options.security(security -> security
                .mechanism(Security.curveServer(own))
                // An authenticator is a function to a Mono, so it composes: this one is the list, and tells what it said.
                .authenticator(request -> list.authenticate(request).publishOn(printing).doOnNext(reply -> tell(request, reply)))));
        rep.events().ofType(HandshakeFailed.class).onBackpressureDrop().publishOn(printing)
                .subscribe(failed -> log.accept("no handshake with " + failed.peer() + ": " + failed.cause().getMessage()));
        rep.reply(request -> Mono.just(request).publishOn(printing).doOnNext(this::tell))
                .subscribe(null, failure -> log.accept("stopped: " + failure.getMessage()));
    }

    /** Where clients connect, with the real port. */
    Endpoint bind(Endpoint endpoint) {
        return rep.bindNow(endpoint);
    }

    private void tell(ZapRequest request, ZapReply reply) {
        String key = request.credentials() instanceof Credentials.Curve peer ? peer.publicKey().z85() : "somebody without key";
        log.accept((reply.isAccepted() ? "let in " : "refused ") + key + " from " + request.address());
    }

    /** A message says who sent it: the user id that the authenticator gave, here the client's key. */
    private void tell(ZmqMessage request) {
        log.accept("asked by " + request.metadata().userId().orElse("nobody") + ", " + request.size() + " bytes");
    }

    /** Ends when the server is closed. */
    Mono<Void> onClose() {
        return rep.onDispose();
    }

    @Override
    public void close() {
        zmq.close();
        printing.dispose();
    }
}
