package io.reactivezmq.core.security;

/**
 * A question to an {@link Authenticator}: may this peer come in? (RFC 27, section "The ZAP Request".) Prints no secret.
 *
 * @param domain {@code ZMQ_ZAP_DOMAIN} of the socket; may be empty
 * @param address the peer's numeric IP address without port; on ipc {@code :uid:gid:pid}; empty where nothing is known of it
 * @param routingId of the socket that asks, not of the peer, as libzmq has it; 0 to 255 bytes, copied
 * @param credentials what the peer presents
 */
public record ZapRequest(String domain, String address, byte[] routingId, Credentials credentials) {

    /** Copies the routing id. */
    public ZapRequest {
        routingId = routingId.clone();
    }

    @Override
    public byte[] routingId() {
        return routingId.clone();
    }

    /** Domain, address and mechanism. */
    @Override
    public String toString() {
        return "ZapRequest[domain=" + domain + ", address=" + address + ", " + credentials + ']';
    }
}
