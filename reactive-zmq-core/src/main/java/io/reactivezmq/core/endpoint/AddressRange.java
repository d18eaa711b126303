package io.reactivezmq.core.endpoint;

import io.reactivezmq.core.error.ZmqOptionException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses that begin with the same bits, in CIDR notation (RFC 4632). Immutable. */
public final class AddressRange {

    private static final Pattern NUMERIC = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}(?<!\\.)|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int MAX_PREFIX_DIGITS = 3;

    private final byte[] address;
    private final int prefix;
    private final String text;

    private AddressRange(byte[] address, int prefix, String text) {
        this.address = address;
        this.prefix = prefix;
        this.text = text;
    }

    /**
     * Reads an address, such as {@code 10.0.0.1} or {@code ::1}, or an address with the number of leading bits that count, such as
     * {@code 10.0.0.0/8}. Names are not looked up.
     *
     * @throws ZmqOptionException (EINVAL) if the text is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = numeric(slash < 0 ? text : text.substring(0, slash));
        if (first == null) {
            throw malformed(text);
        }
        byte[] address = first.getAddress();
        int bits = address.length * Byte.SIZE;
        return new AddressRange(address, slash < 0 ? bits : prefix(text, slash + 1, bits), text);
    }

    /** The address, if the text is one; no name is looked up. */
    private static @Nullable InetAddress numeric(String text) {
        if (!NUMERIC.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException notNumeric) {
            return null;
        }
    }

    private static int prefix(String text, int from, int max) {
        String digits = text.substring(from);
        if (digits.isEmpty() || digits.length() > MAX_PREFIX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
                || Integer.parseInt(digits) > max) {
            throw malformed(text);
        }
        return Integer.parseInt(digits);
    }

    private static ZmqOptionException malformed(String text) {
        return new ZmqOptionException("address range", '"' + text + '"',
                "a numeric address, or one with the number of leading bits, such as 10.0.0.0/8 or fe80::/10");
    }

    /** Whether the address is one of these; an IPv4 address is never in a range of IPv6 and the other way round. */
    public boolean contains(InetAddress candidate) {
        byte[] bytes = candidate.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int shift = Byte.SIZE - 1 - bit % Byte.SIZE;
            if (((bytes[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) >> shift & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is a numeric address and one of these; false for any other text, of which no name is looked up. */
    public boolean contains(String candidate) {
        InetAddress address = numeric(candidate);
        return address != null && contains(address);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange that && prefix == that.prefix && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + prefix;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
