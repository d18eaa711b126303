package io.reactivezmq.codec.wire;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import java.time.Duration;

/**
 * Everything that a peer can do wrong on the wire, by name. Each of them ends that peer's connection and nothing else.
 * Texts are safe to be logged: what the peer sent appears in them bounded and printable.
 */
public final class ZmtpViolations {

    private ZmtpViolations() {
    }

    // ---- greeting

    /** The connection does not begin with FF; the first byte is enough to guess who called. */
    public static ZmqProtocolException notZmtp(int firstByte) {
        return violation(Violation.NOT_ZMTP,
                guess(firstByte) + "the first byte is " + SafeText.hex(firstByte) + ", a greeting begins with FF");
    }

    private static String guess(int firstByte) {
        return switch (firstByte) {
            case 'G', 'H', 'D', 'O', 'C', 'T' -> "HTTP? ";
            case 'P' -> "HTTP or PROXY protocol? ";
            case 'S' -> "SSH? ";
            case 0x16 -> "TLS? ";
            case '\r' -> "PROXY protocol? ";
            default -> "";
        };
    }

    /** The peer speaks an old version that this socket would have to be told to serve. */
    public static ZmqProtocolException versionNotAllowed(ZmtpVersion version) {
        return violation(Violation.UNSUPPORTED_VERSION, version + " refused, this socket is not told to serve it (protocol.allowZmtp"
                + version.number().charAt(0) + ')');
    }

    /** The peer speaks an old version, in which nobody can prove who he is. */
    public static ZmqProtocolException versionWithoutSecurity(ZmtpVersion version, String mechanism) {
        return violation(Violation.UNSUPPORTED_VERSION,
                version + " refused, a socket with security (" + mechanism + ") serves ZMTP 3.0 and later only");
    }

    /** The greeting's major version belongs to no protocol. */
    public static ZmqProtocolException unknownVersion(int major) {
        return violation(Violation.UNSUPPORTED_VERSION, "major version " + SafeText.hex(major) + " refused, it was never published");
    }

    public static ZmqProtocolException malformedGreeting(String what) {
        return violation(Violation.MALFORMED_GREETING, what);
    }

    /**
     * @param peers the 20 bytes of the peer's greeting
     * @param ours the name of this side's mechanism
     */
    public static ZmqProtocolException mechanismMismatch(byte[] peers, String ours) {
        int size = peers.length;
        while (size > 0 && peers[size - 1] == 0) {
            size--;
        }
        return violation(Violation.MECHANISM_MISMATCH,
                "the peer uses \"" + SafeText.of(peers, 0, size) + "\", this side \"" + ours + '"');
    }

    // ---- handshake

    /** A message, or part of one, before the handshake was over. */
    public static ZmqProtocolException messageDuringHandshake() {
        return violation(Violation.UNEXPECTED_FRAME, "a message before the end of the handshake");
    }

    public static ZmqProtocolException commandDuringHandshake() {
        return violation(Violation.UNEXPECTED_COMMAND, "a command of the traffic before the end of the handshake");
    }

    public static ZmqProtocolException handshakeTooLarge(long announced, int limit) {
        return violation(Violation.HANDSHAKE_TOO_LARGE, announced + " bytes, the limit is " + limit);
    }

    public static ZmqProtocolException tooManyProperties(int limit) {
        return violation(Violation.HANDSHAKE_TOO_LARGE, "more than " + limit + " properties");
    }

    public static ZmqProtocolException malformedMetadata(String what) {
        return violation(Violation.MALFORMED_METADATA, what);
    }

    /** The peer's ERROR command: a refusal if the reason is a status of ZAP, else the detail is its reason. */
    public static ZmqException peerError(ErrorCommand error) {
        return switch (error.reason()) {
            case "300" -> ZmqSecurityException.refusedByPeer(SecurityFailure.TEMPORARY_FAILURE);
            case "400" -> ZmqSecurityException.refusedByPeer(SecurityFailure.REFUSED);
            case "500" -> ZmqSecurityException.refusedByPeer(SecurityFailure.INTERNAL_ERROR);
            default -> violation(Violation.PEER_ERROR, error.reason());
        };
    }

    /** An ERROR of somebody who has not proven to be the server; whatever its reason is, it decides nothing for good. */
    public static ZmqProtocolException unprovenError(ErrorCommand error) {
        return violation(Violation.PEER_ERROR, error.reason());
    }

    public static ZmqProtocolException unknownSocketType(byte[] name) {
        return violation(Violation.SOCKET_TYPE_MISMATCH,
                "the peer has the unknown type \"" + SafeText.of(name) + '"');
    }

    /** @param code as the greeting of ZMTP 2.0 has it */
    public static ZmqProtocolException unknownSocketType(int code) {
        return violation(Violation.SOCKET_TYPE_MISMATCH, "the peer has the unknown type number " + code);
    }

    public static ZmqProtocolException socketTypeMismatch(SocketType own, SocketType peer) {
        return violation(Violation.SOCKET_TYPE_MISMATCH,
                "the peer is a " + peer.wireName() + " socket, this side a " + own.wireName() + " socket");
    }

    public static ZmqProtocolException invalidIdentity(String what) {
        return violation(Violation.INVALID_IDENTITY, what);
    }

    // ---- frames

    /** The header of a frame cannot be; only ZMTP 1.0 has such headers. */
    public static ZmqProtocolException malformedFrame(String what) {
        return violation(Violation.MALFORMED_FRAME, what);
    }

    public static ZmqProtocolException reservedFlags(int flags) {
        return violation(Violation.RESERVED_FLAGS, SafeText.hex(flags));
    }

    public static ZmqProtocolException negativeLength() {
        return violation(Violation.NEGATIVE_LENGTH, "2^63 bytes or more");
    }

    /**
     * @param announced bytes of the message so far and of the frame announced; taken as unsigned
     * @param limit bytes accepted
     */
    public static ZmqProtocolException messageTooLarge(long announced, long limit) {
        return violation(Violation.MESSAGE_TOO_LARGE,
                "at least " + Long.toUnsignedString(announced) + " bytes, the limit is " + limit);
    }

    public static ZmqProtocolException tooManyFrames(int limit) {
        return violation(Violation.TOO_MANY_FRAMES, "more than " + limit);
    }

    public static ZmqProtocolException stalledMessage(Duration idle) {
        return violation(Violation.STALLED_MESSAGE, "no byte for " + idle + " in the middle of it");
    }

    // ---- commands

    public static ZmqProtocolException commandWithMore() {
        return violation(Violation.MALFORMED_COMMAND, "it has the MORE flag");
    }

    public static ZmqProtocolException commandTooLarge(long size, int limit) {
        return violation(Violation.MESSAGE_TOO_LARGE, "a command of " + size + " bytes, the limit is " + limit);
    }

    public static ZmqProtocolException malformedCommand(String what) {
        return violation(Violation.MALFORMED_COMMAND, what);
    }

    /** A command that does not belong here, or a body that is none because it has no whole name. */
    public static ZmqProtocolException unexpectedCommand(byte[] body) {
        int nameSize = body.length == 0 ? 0 : body[0] & 0xFF;
        if (nameSize == 0) {
            return malformedCommand("no name");
        }
        if (nameSize > body.length - 1) {
            return malformedCommand("a name of " + nameSize + " bytes, " + (body.length - 1) + " left");
        }
        return violation(Violation.UNEXPECTED_COMMAND, '"' + SafeText.of(body, 1, nameSize) + '"');
    }

    public static ZmqProtocolException topicTooLong(int size, int limit) {
        return violation(Violation.TOPIC_TOO_LONG, size + " bytes, the limit is " + limit);
    }

    public static ZmqProtocolException tooManySubscriptions(int limit) {
        return violation(Violation.TOO_MANY_SUBSCRIPTIONS, "the limit is " + limit);
    }

    /** @param what the box is of, in words that help no attacker */
    public static ZmqProtocolException cryptographic(String what) {
        return violation(Violation.CRYPTOGRAPHIC, what);
    }

    public static ZmqProtocolException invalidSequence(String what) {
        return violation(Violation.INVALID_SEQUENCE, what);
    }

    public static ZmqProtocolException keyExchange(String what) {
        return violation(Violation.KEY_EXCHANGE, what);
    }

    private static ZmqProtocolException violation(Violation kind, String detail) {
        return new ZmqProtocolException(kind, detail);
    }
}
