package io.reactivezmq.core.endpoint;

import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A TCP address: {@code tcp://host:port}, or {@code tcp://source:port;host:port} to connect from a given local address.
 *
 * <p>In text, port {@code *} means 0 and IPv6 addresses stand in brackets; without brackets the last colon separates the
 * port. The canonical form has {@code 0} for an ephemeral port, and IPv6 addresses in brackets as RFC 5952 writes them.
 *
 * @param host {@code *} for all local addresses (bind), an IPv4 address, an IPv6 address without brackets and possibly with
 *     a zone ({@code fe80::1%eth0}), a host name, or the name of a network interface (bind). Letters, digits, {@code .},
 *     {@code -} and {@code _}; at most 253 characters. Upper and lower case are kept
 * @param port 0 to 65535; 0 lets the operating system choose (bind)
 * @param source the local address to connect from; null to leave it to the operating system, and for bind
 */
public record TcpEndpoint(String host, int port, @Nullable Source source) implements Endpoint {

    static final String TRANSPORT = "tcp";

    /** The greatest port. */
    public static final int MAX_PORT = 65535;

    /**
     * The local address of a connection.
     *
     * @param host an address or network interface of this machine, or {@code *} to leave that open
     * @param port 0 to 65535; 0 lets the operating system choose
     */
    public record Source(String host, int port) {

        /**
         * Checks the parts and brings an IPv6 address into its canonical form.
         *
         * @throws ZmqEndpointException {@code MALFORMED} (EINVAL)
         */
        public Source {
            host = TcpText.requireHost(host, host, 0);
            TcpText.requirePort(port);
        }

        /** {@code host:port} with the host in brackets if it is an IPv6 address. */
        @Override
        public String toString() {
            return TcpText.format(host, port);
        }
    }

    /**
     * Checks the parts and brings an IPv6 address into its canonical form.
     *
     * @throws ZmqEndpointException {@code MALFORMED} (EINVAL)
     */
    public TcpEndpoint {
        host = TcpText.requireHost(host, host, 0);
        TcpText.requirePort(port);
    }

    /**
     * An endpoint without a source part.
     *
     * @throws ZmqEndpointException {@code MALFORMED} (EINVAL)
     */
    public TcpEndpoint(String host, int port) {
        this(host, port, null);
    }

    @Override
    public String transport() {
        return TRANSPORT;
    }

    /** Whether the host is {@code *}, all local addresses. */
    public boolean isWildcard() {
        return host.equals(TcpText.WILDCARD);
    }

    /** The same endpoint with another port, such as the one that the operating system chose. */
    public TcpEndpoint withPort(int newPort) {
        return new TcpEndpoint(host, newPort, source);
    }

    /**
     * Checks that a socket can bind this endpoint: it must have no source part.
     *
     * @throws ZmqEndpointException {@code MALFORMED} (EINVAL)
     */
    @Override
    public void requireBindable() {
        if (source != null) {
            throw ZmqEndpointException.at(Reason.MALFORMED, toString(), TcpText.ADDRESS_START,
                    "a source address is for connect only");
        }
    }

    /**
     * Checks that a socket can connect to this endpoint: its port must be 1 to 65535 and its host not {@code *}.
     *
     * @throws ZmqEndpointException {@code MALFORMED} (EINVAL)
     */
    @Override
    public void requireConnectable() {
        String text = toString();
        if (isWildcard()) {
            throw ZmqEndpointException.at(Reason.MALFORMED, text, text.lastIndexOf(TcpText.WILDCARD),
                    "host * is for bind only");
        }
        if (port == 0) {
            throw ZmqEndpointException.at(Reason.MALFORMED, text, text.length() - 1,
                    "an ephemeral port is for bind only, connect needs one from 1 to " + MAX_PORT);
        }
    }

    @Override
    public String toString() {
        String address = TcpText.format(host, port);
        return TRANSPORT + "://" + (source == null ? address : source + ";" + address);
    }
}
