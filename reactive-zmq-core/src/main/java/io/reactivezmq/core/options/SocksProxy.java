package io.reactivezmq.core.options;

import io.reactivezmq.core.error.ZmqOptionException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A SOCKS5 proxy (RFC 1928), with a name and password (RFC 1929) where it asks for them. Immutable; prints no password. */
public final class SocksProxy {

    private static final int MAX_PORT = 65535;
    private static final int MAX_CREDENTIAL = 255;

    private final String host;
    private final int port;
    private final @Nullable String username;
    private final @Nullable String password;

    private SocksProxy(String host, int port, @Nullable String username, @Nullable String password) {
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
    }

    /**
     * {@code ZMQ_SOCKS_PROXY}.
     *
     * @param address {@code host:port}, an IPv6 address in brackets
     * @throws ZmqOptionException (EINVAL) if it is not
     */
    public static SocksProxy of(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw malformed(address);
        }
        String digits = address.substring(colon + 1);
        boolean isNumber = !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = isNumber ? Integer.parseInt(digits) : 0;
        if (host.isEmpty() || port < 1 || port > MAX_PORT) {
            throw malformed(address);
        }
        return new SocksProxy(host, port, null, null);
    }

    private static ZmqOptionException malformed(String address) {
        return new ZmqOptionException("tcp.socksProxy", '"' + address + '"',
                "host:port, an IPv6 address in brackets, the port from 1 to " + MAX_PORT);
    }

    /**
     * {@code ZMQ_SOCKS_USERNAME} and {@code ZMQ_SOCKS_PASSWORD}.
     *
     * @param username 1 to 255 bytes of UTF-8
     * @param password 1 to 255 bytes of UTF-8
     * @throws ZmqOptionException (EINVAL) outside these bounds
     */
    public SocksProxy withCredentials(String username, String password) {
        return new SocksProxy(host, port, credential("username", username), credential("password", password));
    }

    private static String credential(String name, String value) {
        int size = value.getBytes(StandardCharsets.UTF_8).length;
        if (size < 1 || size > MAX_CREDENTIAL) {
            throw new ZmqOptionException("tcp.socksProxy." + name, size + " bytes", "1 to " + MAX_CREDENTIAL + " bytes");
        }
        return value;
    }

    /** Its name or numeric address. */
    public String host() {
        return host;
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** The name to give, if it asks for one. */
    public Optional<String> username() {
        return Optional.ofNullable(username);
    }

    /** The password that belongs to the name. */
    public Optional<String> password() {
        return Optional.ofNullable(password);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SocksProxy that && port == that.port && host.equals(that.host)
                && Objects.equals(username, that.username) && Objects.equals(password, that.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port, username);
    }

    @Override
    public String toString() {
        return (username == null ? "" : username + "@") + host + ":" + port;
    }
}
