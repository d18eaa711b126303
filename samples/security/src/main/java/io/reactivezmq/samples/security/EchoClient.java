package io.reactivezmq.samples.security;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.CurvePublicKey;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * A REQ socket that talks to nobody but the owner of the server's key.
 *
 * <p>A server tells strangers next to nothing, so that they learn nothing. What can be known on this side comes as events, and this
 * client makes advice of them.
 */
final class EchoClient implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ZmqContext zmq = ZmqContext.create();
    private final Sinks.One<ZmqMessage> refusal = Sinks.one();
    private final Endpoint server;
    private final CurveKeyPair own;
    private final ReqSocket req;
    private volatile String advice;
    private boolean reached;

    EchoClient(Endpoint server, CurveKeyPair own, CurvePublicKey serverKey) {
        this.server = server;
        this.own = own;
        this.advice = "nothing was heard of it: check the address and the firewalls on the way";
        req = zmq.req(options -> options.security(Security.curve(serverKey, own)));
        req.events().subscribe(this::watch);
        req.connectNow(server);
    }

    /** The reply; a {@link SampleFailure} with advice if there is none in time, or can be none. */
    Mono<ZmqMessage> ask(ZmqMessage question, Duration timeout) {
        // The request of a connection that ends goes with it, and asking again is up to us: to echo twice does no harm.
        Mono<ZmqMessage> reply = req.request(question)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE).filter(ZmqConnectionException.class::isInstance));
        return Mono.firstWithSignal(reply, refusal.asMono())
                .timeout(timeout, Mono.error(() -> SampleFailure.notServed(
                        "no reply from " + server + " within " + timeout.toMillis() + " ms: " + advice)));
    }

    private void watch(SocketEvent event) {
        if (event instanceof HandshakeSucceeded) {
            reached = true;
            advice = "it has let this client in, but did not answer: look at the server, or give it a longer --timeout";
        } else if (event instanceof HandshakeFailed failed) {
            reached = true;
            advice = handshakeAdvice(failed.cause());
        } else if (event instanceof ConnectRetried retried && !reached) {
            ZmqException cause = retried.cause();
            advice = "nobody accepts connections there: start the server, or correct --connect"
                    + (cause == null ? "" : " (" + cause.getMessage() + ")");
        } else if (event instanceof ConnectStopped stopped) {
            refusal.tryEmitError(SampleFailure.notServed(server + " refused this client: " + stopped.cause().getMessage()
                    + ". Add its public key to the server's list and start the server again: " + own.publicKey()));
        }
    }

    private static String handshakeAdvice(ZmqException cause) {
        if (cause instanceof ZmqProtocolException broken && broken.violation() == Violation.MECHANISM_MISMATCH) {
            return "it is no CURVE server: correct --connect, or start it with a key";
        }
        return "it closes the connection without a word, as a server does for who has not its public key. Likely --server-key is "
                + "not the key of this server; or it is no CURVE server, or is too busy (" + cause.getMessage() + ")";
    }

    @Override
    public void close() {
        zmq.close();
    }
}
