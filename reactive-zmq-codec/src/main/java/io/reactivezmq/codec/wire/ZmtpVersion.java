package io.reactivezmq.codec.wire;

/**
 * The versions of the protocol that a connection can end up with, and in what their traffic differs.
 *
 * <pre>
 *            frame                        the greeting is followed by        subscriptions
 *   1.0      length of what follows,      a frame with the identity          messages 01 topic, 00 topic, or none
 *            flags, body
 *   2.0      flags, length, body          a frame with the identity          messages 01 topic, 00 topic
 *   3.0      the same, and commands       commands of the mechanism          messages 01 topic, 00 topic
 *   3.1      the same                     commands of the mechanism          SUBSCRIBE, CANCEL
 * </pre>
 *
 * @see <a href="https://rfc.zeromq.org/spec/13/">RFC 13, ZMTP 1.0</a>
 * @see <a href="https://rfc.zeromq.org/spec/15/">RFC 15, ZMTP 2.0</a>
 * @see <a href="https://rfc.zeromq.org/spec/23/">RFC 23, ZMTP 3.0</a>
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37, ZMTP 3.1</a>
 */
public enum ZmtpVersion {

    ZMTP_1_0("1.0"),
    ZMTP_2_0("2.0"),
    ZMTP_3_0("3.0"),
    /** Also every later one: a peer that speaks more is expected to understand this. */
    ZMTP_3_1("3.1");

    private final String number;

    ZmtpVersion(String number) {
        this.number = number;
    }

    /** Such as "3.1". */
    public String number() {
        return number;
    }

    /** Whether a frame begins with its length; in all other versions it begins with its flags. */
    public boolean lengthComesFirst() {
        return this == ZMTP_1_0;
    }

    /** Whether there are frames that are no message. */
    public boolean hasCommands() {
        return this == ZMTP_3_0 || this == ZMTP_3_1;
    }

    /** Whether PING, PONG, SUBSCRIBE and CANCEL may be sent; libzmq sends PING in 3.0 too, which does not have it. */
    public boolean hasTrafficCommands() {
        return this == ZMTP_3_1;
    }

    @Override
    public String toString() {
        return "ZMTP " + number;
    }
}
