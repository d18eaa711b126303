package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import io.reactivezmq.core.security.ZapRequest;
import io.reactivezmq.sockets.zap.ZapClient;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * Whether a peer of a socket may come in: asks the socket's authenticator, else the ZAP handler of the context, else decides by
 * itself what libzmq does without a handler. Any thread.
 */
final class SocketAuthentication {

    private static final Logger LOG = Loggers.getLogger(SocketAuthentication.class);

    private final SocketType type;
    private final LiveOptions live;
    private final ZapClient zap;
    private final Consumer<String> warning;
    private final AtomicBoolean warned = new AtomicBoolean();

    SocketAuthentication(SocketType type, LiveOptions live, ZapClient zap) {
        this(type, live, zap, LOG::warn);
    }

    /** @param warning told, once, what the log should say loudly */
    SocketAuthentication(SocketType type, LiveOptions live, ZapClient zap, Consumer<String> warning) {
        this.type = type;
        this.live = live;
        this.zap = zap;
        this.warning = warning;
    }

    /**
     * @param security what the peer's handshake began under
     * @param loop of the peer's connection
     */
    Mono<ZapReply> ask(SecurityOptions security, Credentials credentials, String address, EventLoop loop) {
        ZapRequest request = new ZapRequest(security.zapDomain(), address, live.get().routingId(), credentials);
        Authenticator authenticator = security.authenticator();
        return authenticator != null ? Mono.defer(() -> authenticator.authenticate(request))
                : zap.ask(request, loop).switchIfEmpty(Mono.fromSupplier(() -> withoutHandler(security, credentials)));
    }

    private ZapReply withoutHandler(SecurityOptions security, Credentials credentials) {
        if (security.enforceZapDomain() || credentials instanceof Credentials.Plain) {
            throw ZmqSecurityException.refused(SecurityFailure.NO_AUTHENTICATOR,
                    "set security.authenticator, or bind a ZAP handler to inproc://zeromq.zap.01 in this context");
        }
        if (credentials instanceof Credentials.Curve && warned.compareAndSet(false, true)) {
            warning.accept("A " + type + " socket with CURVE lets in EVERY peer that knows its public key, whatever the peer's own key"
                    + " is: nobody is there to decide. Set security.authenticator(Authenticator.curve(keys)) or bind a ZAP handler"
                    + " to inproc://zeromq.zap.01.");
        }
        return ZapReply.accept("");
    }
}
