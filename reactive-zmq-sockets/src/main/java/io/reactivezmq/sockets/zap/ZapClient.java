package io.reactivezmq.sockets.zap;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.InprocEndpoint;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.security.ZapReply;
import io.reactivezmq.core.security.ZapRequest;
import io.reactivezmq.sockets.connection.ConnectionHost;
import io.reactivezmq.sockets.inproc.InprocExchange;
import io.reactivezmq.sockets.inproc.InprocNames;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/**
 * Asks the ZAP handler of a context, if there is one: a REP or ROUTER socket that is bound to {@code inproc://zeromq.zap.01}. Each
 * question has a connection of its own, as in libzmq, so whatever comes back over it is meant as its answer. Any thread.
 */
public final class ZapClient {

    private static final InprocEndpoint HANDLER = new InprocEndpoint("zeromq.zap.01");

    private final InprocNames names;
    private final AtomicLong requests = new AtomicLong();

    /** @param names of the context */
    public ZapClient(InprocNames names) {
        this.names = names;
    }

    /**
     * The handler's reply, without deadline; empty if there is no handler; a {@link ZmqSecurityException} if it gives no reply, or
     * none that makes sense.
     */
    public Mono<ZapReply> ask(ZapRequest request, EventLoop loop) {
        return Mono.defer(() -> {
            ConnectionHost handler = names.owner(HANDLER.name());
            if (handler == null) {
                return Mono.empty();
            }
            SocketType type = handler.handshakeSettings().socketType();
            if (type != SocketType.REP && type != SocketType.ROUTER) {
                return Mono.error(ZmqSecurityException.refused(SecurityFailure.AUTHENTICATOR_FAILED,
                        "a " + type + " socket is bound to " + HANDLER + ", a ZAP handler is a REP or ROUTER socket"));
            }
            byte[] id = Long.toString(requests.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
            return InprocExchange.ask(handler, HANDLER, loop, ZapMessages.request(id, request))
                    .map(reply -> ZapMessages.reply(id, reply))
                    .onErrorMap(ZmqConnectionException.class, gone -> ZmqSecurityException.refused(
                            SecurityFailure.AUTHENTICATOR_FAILED, "the socket of the ZAP handler was closed", gone));
        });
    }
}
