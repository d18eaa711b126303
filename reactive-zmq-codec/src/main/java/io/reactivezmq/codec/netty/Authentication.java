package io.reactivezmq.codec.netty;

import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import reactor.core.publisher.Mono;

/** Whom a handshake asks whether its peer may come in. */
@FunctionalInterface
public interface Authentication {

    /**
     * Asks; called on the event loop of the connection and cancelled when nobody waits for the answer any more. The Mono may
     * answer on any thread; a {@code ZmqSecurityException} says why there is no answer.
     *
     * @param credentials overwritten when the question is over
     * @param address the peer's numeric IP address or what the transport knows instead; may be empty
     */
    Mono<ZapReply> ask(Credentials credentials, String address);
}
