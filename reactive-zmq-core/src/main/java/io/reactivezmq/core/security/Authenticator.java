package io.reactivezmq.core.security;

import io.reactivezmq.core.endpoint.AddressRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Decides which peers are let in: a ZAP handler (RFC 27) as a function.
 *
 * <pre>{@code
 * Authenticator users = Authenticator.plain(Map.of("alice", secret)).onlyFrom(List.of(AddressRange.parse("10.0.0.0/8")));
 * RepSocket rep = zmq.rep(o -> o.security(s -> s.mechanism(Security.plainServer()).authenticator(users)));
 * }</pre>
 *
 * <p>Asked on the event loop of the peer's connection, once for each handshake, before the peer takes part in anything; must not
 * block there. The Mono may answer on any thread. One that fails, is empty or takes longer than
 * {@code security.authenticationTimeout} lets nobody in; a peer that leaves cancels it.
 */
@FunctionalInterface
public interface Authenticator {

    /** Decides about one peer. */
    Mono<ZapReply> authenticate(ZapRequest request);

    /**
     * Users with passwords, for PLAIN; the user id is the name. The map is not kept, nor is any password: only a salted hash. A
     * wrong password and an unknown user get the same answer after the same work. Other mechanisms are refused.
     */
    static Authenticator plain(Map<String, String> passwords) {
        return new PlainAuthenticator(passwords);
    }

    /** Owners of these keys, for CURVE; the user id is the key in Z85. The collection is copied. Other mechanisms are refused. */
    static Authenticator curve(Collection<CurvePublicKey> keys) {
        Set<CurvePublicKey> allowed = Set.copyOf(keys);
        return request -> Mono.just(request.credentials() instanceof Credentials.Curve peer && allowed.contains(peer.publicKey())
                ? ZapReply.accept(peer.publicKey().z85()) : ZapReply.refuse("unknown key"));
    }

    /** Everybody, nameless: to be narrowed by {@link #onlyFrom} or {@link #notFrom}. */
    static Authenticator anyone() {
        return request -> Mono.just(ZapReply.accept(""));
    }

    /** As this one, but only for peers with one of these addresses; others, and those without IP address, are refused unheard. */
    default Authenticator onlyFrom(Collection<AddressRange> ranges) {
        List<AddressRange> allowed = List.copyOf(ranges);
        return request -> allowed.stream().anyMatch(range -> range.contains(request.address()))
                ? authenticate(request) : Mono.just(ZapReply.refuse("address not allowed"));
    }

    /** As this one, but peers with one of these addresses are refused unheard; those without IP address are not. */
    default Authenticator notFrom(Collection<AddressRange> ranges) {
        List<AddressRange> denied = List.copyOf(ranges);
        return request -> denied.stream().anyMatch(range -> range.contains(request.address()))
                ? Mono.just(ZapReply.refuse("address denied")) : authenticate(request);
    }
}
