package io.reactivezmq.codec.engine;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.wire.Greeting;
import io.reactivezmq.codec.wire.ZmtpVersion;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.SocketType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends this side's greeting step by step and judges the peer's byte by byte, so that a caller who does not speak ZMTP is
 * recognised at the first byte that says so, and how the input is cut makes no difference.
 *
 * <pre>
 *   we send                              when the peer has sent
 *   signature (10 bytes)                 nothing
 *   major version 03                     its signature
 *   minor version, mechanism, role, 0s   its major version, 3 or more
 *   socket type                          its major version, 0 or 1: ZMTP 1.0 or 2.0, if they are served
 *   nothing                              another first byte than FF, or a signature that ends with an even byte:
 *                                        a frame of ZMTP 1.0, if that is served
 * </pre>
 */
final class GreetingExchange {

    private static final int MAJOR_OF_1_0 = 0;
    private static final int MAJOR_OF_2_0 = 1;
    /** The length of an empty identity in ZMTP 1.0, which counts the flags. */
    private static final int EMPTY_IDENTITY = 0x01;
    private static final int SHORT_HEADER_SIZE = 2;
    private static final int LONG_HEADER_SIZE = Greeting.SIGNATURE_END_OFFSET + 1;
    private static final int SOCKET_TYPE_OFFSET = Greeting.MAJOR_OFFSET + 1;
    private static final int LAST_MECHANISM_OFFSET = Greeting.MECHANISM_OFFSET + Greeting.MECHANISM_SIZE - 1;

    private final HandshakeSettings settings;
    private final Mechanism mechanism;
    /** Kept because it may be the header of a frame. */
    private final byte[] signature = new byte[LONG_HEADER_SIZE];
    private final byte[] peerMechanism = new byte[Greeting.MECHANISM_SIZE];
    private int received;
    /** Bytes of the peer's greeting, as far as it is known what kind it is. */
    private int size = Greeting.SIZE;
    private ZmtpVersion version = ZmtpVersion.ZMTP_3_1;
    private boolean unversioned;
    private @Nullable SocketType peerType;

    GreetingExchange(HandshakeSettings settings, Mechanism mechanism) {
        this.settings = settings;
        this.mechanism = mechanism;
    }

    void start(ByteBuf out) {
        // to a peer of ZMTP 1.0 the signature is the header of our identity, in the long form
        Greeting.encodeSignature(out, serves(ZmtpVersion.ZMTP_1_0) ? settings.announcedIdentity().length + 1L : 0);
    }

    /** Returns whether the whole greeting has arrived; what follows it stays in the input. */
    boolean receive(ByteBuf in, ByteBuf out) {
        while (received < size && in.isReadable()) {
            accept(in.readUnsignedByte(), out);
            received++;
        }
        return received == size;
    }

    /** What both sides will speak. */
    ZmtpVersion version() {
        return version;
    }

    /** Whether the peer sent a frame of ZMTP 1.0 instead of a greeting. */
    boolean isUnversioned() {
        return unversioned;
    }

    /** What was read of that frame, its header; else nothing. */
    byte[] beginningOfIdentity() {
        return Arrays.copyOf(signature, unversioned ? size : 0);
    }

    /** What the greeting of ZMTP 2.0 tells; null in all others. */
    @Nullable SocketType peerType() {
        return peerType;
    }

    private void accept(int octet, ByteBuf out) {
        if (received < signature.length) {
            acceptSignature(octet, out);
        } else if (received == Greeting.MAJOR_OFFSET) {
            acceptMajor(octet, out);
        } else if (!version.hasCommands()) {
            peerType = SocketType.ofCode(octet).orElseThrow(() -> ZmtpViolations.unknownSocketType(octet));
        } else if (received == Greeting.MINOR_OFFSET) {
            acceptMinor(octet);
        } else {
            acceptMechanism(octet);
        }
    }

    private void acceptSignature(int octet, ByteBuf out) {
        signature[received] = (byte) octet;
        if (unversioned) {
            acceptFlags(octet);
        } else if (received == 0 && octet != Greeting.SIGNATURE_START) {
            requireServedWithoutGreeting(octet);
            unversioned(SHORT_HEADER_SIZE);
        } else if (received == Greeting.SIGNATURE_END_OFFSET && (octet & 1) == 0) {
            // read as ZMTP 1.0: the flags of an identity frame whose length took the long form
            requireServed(ZmtpVersion.ZMTP_1_0);
            unversioned(LONG_HEADER_SIZE);
        } else if (received == Greeting.SIGNATURE_END_OFFSET) {
            if (octet != Greeting.SIGNATURE_END) {
                throw ZmtpViolations.malformedGreeting("the signature does not end with 7F");
            }
            Greeting.encodeMajor(out);
        }
    }

    /** Where ZMTP 1.0 is not served, only its most usual beginning is recognised as such. */
    private void requireServedWithoutGreeting(int firstByte) {
        if (firstByte == EMPTY_IDENTITY) {
            requireServed(ZmtpVersion.ZMTP_1_0);
        } else if (firstByte == 0 || !serves(ZmtpVersion.ZMTP_1_0)) {
            throw ZmtpViolations.notZmtp(firstByte);
        }
    }

    private void unversioned(int headerSize) {
        unversioned = true;
        version = ZmtpVersion.ZMTP_1_0;
        size = headerSize;
    }

    /** An identity is one frame without flags; in no text, and in no TLS hello, the second byte is 00. */
    private void acceptFlags(int octet) {
        if (octet != 0) {
            throw ZmtpViolations.notZmtp(signature[0] & 0xFF);
        }
    }

    private void acceptMajor(int octet, ByteBuf out) {
        if (octet >= Greeting.MAJOR) {
            Greeting.encodeRest(out, mechanism.name(), mechanism.asServer());
            // a newer one is expected to get along with 3.1, whatever its minor version
            version = octet == Greeting.MAJOR ? ZmtpVersion.ZMTP_3_0 : ZmtpVersion.ZMTP_3_1;
            return;
        }
        version = switch (octet) {
            case MAJOR_OF_1_0 -> ZmtpVersion.ZMTP_1_0;
            case MAJOR_OF_2_0 -> ZmtpVersion.ZMTP_2_0;
            default -> throw ZmtpViolations.unknownVersion(octet);
        };
        requireServed(version);
        Greeting.encodeSocketType(out, settings.socketType());
        size = SOCKET_TYPE_OFFSET + 1;
    }

    private void acceptMinor(int octet) {
        if (octet > 0) {
            version = ZmtpVersion.ZMTP_3_1;
        }
    }

    private boolean serves(ZmtpVersion old) {
        return mechanism.admitsAnyone()
                && (old == ZmtpVersion.ZMTP_2_0 ? settings.protocol().allowZmtp2() : settings.protocol().allowZmtp1());
    }

    private void requireServed(ZmtpVersion old) {
        if (!mechanism.admitsAnyone()) {
            throw ZmtpViolations.versionWithoutSecurity(old, mechanism.name());
        }
        if (!serves(old)) {
            throw ZmtpViolations.versionNotAllowed(old);
        }
    }

    /** As-server and filler carry no meaning and pass unread. */
    private void acceptMechanism(int octet) {
        if (received > LAST_MECHANISM_OFFSET) {
            return;
        }
        peerMechanism[received - Greeting.MECHANISM_OFFSET] = (byte) octet;
        // judged as a whole, so that the message can name the peer's mechanism
        if (received == LAST_MECHANISM_OFFSET
                && !Arrays.equals(peerMechanism, Greeting.mechanismField(mechanism.name()))) {
            throw ZmtpViolations.mechanismMismatch(peerMechanism, mechanism.name());
        }
    }
}
