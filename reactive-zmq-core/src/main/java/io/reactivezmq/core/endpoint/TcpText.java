package io.reactivezmq.core.endpoint;

import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;

/** Reads and writes the text of TCP endpoints. Every error says at which index of the whole text it lies. */
final class TcpText {

    static final String WILDCARD = "*";
    static final int ADDRESS_START = "tcp://".length();

    /** The longest host name that DNS can carry, in its text form (RFC 1035, 2.3.4). */
    private static final int MAX_HOST_LENGTH = 253;

    private TcpText() {
    }

    static TcpEndpoint parse(String text) {
        int separator = text.indexOf(';', ADDRESS_START);
        if (separator < 0) {
            HostAndPort target = HostAndPort.parse(text, ADDRESS_START, text.length());
            return new TcpEndpoint(target.host(), target.port());
        }
        HostAndPort source = HostAndPort.parse(text, ADDRESS_START, separator);
        HostAndPort target = HostAndPort.parse(text, separator + 1, text.length());
        return new TcpEndpoint(target.host(), target.port(), new TcpEndpoint.Source(source.host(), source.port()));
    }

    static String format(String host, int port) {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }

    private record HostAndPort(String host, int port) {

        /** Reads {@code text[start, end)}. */
        static HostAndPort parse(String text, int start, int end) {
            if (start == end) {
                throw malformed(text, start, "the address is missing");
            }
            if (text.charAt(start) == '[') {
                return parseBracketed(text, start, end);
            }
            int colon = text.lastIndexOf(':', end - 1);
            if (colon < start) {
                throw malformed(text, end, "the port is missing, as in host:5555");
            }
            String host = requireHost(text.substring(start, colon), text, start);
            return new HostAndPort(host, parsePort(text, colon + 1, end));
        }

        private static HostAndPort parseBracketed(String text, int start, int end) {
            int close = text.indexOf(']', start);
            if (close < 0 || close >= end) {
                throw malformed(text, end, "the bracket is not closed");
            }
            String inner = text.substring(start + 1, close);
            if (inner.indexOf(':') < 0) {
                throw malformed(text, start + 1, "only an IPv6 address stands in brackets");
            }
            String host = requireHost(inner, text, start + 1);
            if (close + 1 == end || text.charAt(close + 1) != ':') {
                throw malformed(text, close + 1, "the port is missing, as in [::1]:5555");
            }
            return new HostAndPort(host, parsePort(text, close + 2, end));
        }
    }

    private static int parsePort(String text, int start, int end) {
        if (start == end) {
            throw malformed(text, start, "the port is missing");
        }
        if (end - start == 1 && text.charAt(start) == '*') {
            return 0;
        }
        int port = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw malformed(text, i, "the port is neither a number nor *");
            }
            port = port * 10 + (c - '0');
            if (port > TcpEndpoint.MAX_PORT) {
                throw malformed(text, start, "the port is not in 0 to " + TcpEndpoint.MAX_PORT);
            }
        }
        return port;
    }

    static void requirePort(int port) {
        if (port < 0 || port > TcpEndpoint.MAX_PORT) {
            throw malformed(Integer.toString(port), 0, "the port is not in 0 to " + TcpEndpoint.MAX_PORT);
        }
    }

    /**
     * The host in its canonical form.
     *
     * @param text the whole text, for errors
     * @param start where in it the host begins
     */
    static String requireHost(String host, String text, int start) {
        if (host.isEmpty()) {
            throw malformed(text, start, "the host is missing, * stands for all local addresses");
        }
        if (host.equals(WILDCARD)) {
            return host;
        }
        if (host.length() > MAX_HOST_LENGTH) {
            throw malformed(text, start, "the host is longer than " + MAX_HOST_LENGTH + " characters");
        }
        if (host.indexOf(':') >= 0) {
            return Ipv6Text.canonical(host, text, start);
        }
        boolean numeric = true;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!isHostCharacter(c)) {
                throw malformed(text, start + i, "a host has only letters, digits, '.', '-' and '_'");
            }
            numeric &= c == '.' || (c >= '0' && c <= '9');
        }
        if (numeric) { // digits and dots only, which no name is
            Ipv4Text.require(host, text, start);
        }
        return host;
    }

    static boolean isHostCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || c == '.' || c == '-' || c == '_';
    }

    static ZmqEndpointException malformed(String text, int index, String detail) {
        return ZmqEndpointException.at(Reason.MALFORMED, text, index, detail);
    }
}
