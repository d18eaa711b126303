package io.reactivezmq.core.endpoint;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * IPv6 addresses as text: reads all forms of RFC 4291, section 2.2, and writes the one of RFC 5952, so that equal addresses
 * are equal text. A zone ({@code %eth0}, RFC 4007) is kept as it is.
 */
final class Ipv6Text {

    private static final int GROUPS = 8;
    private static final int MAX_GROUP_DIGITS = 4;

    private final String address;
    private final String text;
    private final int start;
    private final int[] groups = new int[GROUPS];
    private int count;
    private int gap = -1;
    private int at;

    private Ipv6Text(String address, String text, int start) {
        this.address = address;
        this.text = text;
        this.start = start;
    }

    /**
     * The canonical form of an address with or without zone.
     *
     * @param text the whole text, for errors
     * @param start where in it the address begins
     */
    static String canonical(String host, String text, int start) {
        int percent = host.indexOf('%');
        if (percent < 0) {
            return new Ipv6Text(host, text, start).read().write();
        }
        requireZone(host, percent + 1, text, start);
        return new Ipv6Text(host.substring(0, percent), text, start).read().write() + host.substring(percent);
    }

    private static void requireZone(String host, int from, String text, int start) {
        if (from == host.length() || host.substring(from).equals("0")) {
            throw TcpText.malformed(text, start + from, "the zone is neither an interface name nor an index from 1");
        }
        for (int i = from; i < host.length(); i++) {
            if (!TcpText.isHostCharacter(host.charAt(i))) {
                throw TcpText.malformed(text, start + i, "a zone has only letters, digits, '.', '-' and '_'");
            }
        }
    }

    private Ipv6Text read() {
        if (address.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < address.length()) {
            readGroup();
            if (at < address.length()) {
                readColon();
            }
        }
        if (gap < 0 ? count < GROUPS : count == GROUPS) {
            throw malformed(gap < 0 ? address.length() : 0);
        }
        expandGap();
        return this;
    }

    private void readGroup() {
        int from = at;
        while (at < address.length() && Character.digit(address.charAt(at), 16) >= 0 && address.charAt(at) < 0x80) {
            at++;
        }
        if (at < address.length() && address.charAt(at) == '.') {
            readIpv4(from);
            return;
        }
        if (at == from || at - from > MAX_GROUP_DIGITS || count == GROUPS) {
            throw malformed(from);
        }
        groups[count++] = Integer.parseInt(address, from, at, 16);
    }

    /** The last two groups may be written as an IPv4 address. */
    private void readIpv4(int from) {
        if (count > GROUPS - 2 || address.indexOf(':', from) >= 0) {
            throw malformed(from);
        }
        Ipv4Text.require(address.substring(from), text, start + from);
        String[] numbers = address.substring(from).split("\\.");
        groups[count++] = Integer.parseInt(numbers[0]) << 8 | Integer.parseInt(numbers[1]);
        groups[count++] = Integer.parseInt(numbers[2]) << 8 | Integer.parseInt(numbers[3]);
        at = address.length();
    }

    private void readColon() {
        if (address.charAt(at) != ':') {
            throw malformed(at);
        }
        at++;
        if (at == address.length()) {
            throw malformed(at);
        }
        if (address.charAt(at) == ':') {
            if (gap >= 0) {
                throw malformed(at);
            }
            gap = count;
            at++;
        }
    }

    private void expandGap() {
        if (gap < 0) {
            return;
        }
        int tail = count - gap;
        System.arraycopy(groups, gap, groups, GROUPS - tail, tail);
        Arrays.fill(groups, gap, GROUPS - tail, 0);
    }

    /** Lower case, no leading zeros, the first of the longest runs of at least two zero groups as {@code ::}. */
    private String write() {
        if (isIpv4Mapped()) {
            return "::ffff:" + (groups[6] >> 8) + '.' + (groups[6] & 0xFF) + '.' + (groups[7] >> 8) + '.'
                    + (groups[7] & 0xFF);
        }
        int run = longestZeroRun();
        if (run < 0) {
            return join(0, GROUPS);
        }
        return join(0, run) + "::" + join(run + zeroesFrom(run), GROUPS);
    }

    /** {@code ::ffff:0:0/96}, which RFC 5952 (5) writes with an IPv4 tail. */
    private boolean isIpv4Mapped() {
        return zeroesFrom(0) == 5 && groups[5] == 0xFFFF;
    }

    private int longestZeroRun() {
        int start = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zeroesFrom(i);
            if (length > longest) {
                start = i;
                longest = length;
            }
        }
        return start;
    }

    private int zeroesFrom(int index) {
        int end = index;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - index;
    }

    private String join(int from, int to) {
        return Arrays.stream(groups, from, to).mapToObj(Integer::toHexString).collect(Collectors.joining(":"));
    }

    private RuntimeException malformed(int index) {
        return TcpText.malformed(text, start + index, "a host with ':' is an IPv6 address, and this is not one");
    }
}
