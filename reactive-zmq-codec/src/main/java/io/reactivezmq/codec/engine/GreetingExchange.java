package io.reactivezmq.codec.engine;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.wire.Greeting;
import io.reactivezmq.codec.wire.ZmtpViolations;
import java.util.Arrays;

/**
 * Sends this side's greeting step by step and judges the peer's byte by byte, so that a caller who does not speak ZMTP 3
 * is recognised at the first byte that says so, and how the input is cut makes no difference.
 *
 * <pre>
 *   we send                              when the peer has sent
 *   signature (10 bytes)                 nothing
 *   major version 03                     its signature
 *   minor version, mechanism, role, 0s   its major version
 * </pre>
 */
final class GreetingExchange {

    private static final int SIGNATURE_START_OFFSET = 0;
    private static final int UNVERSIONED_LENGTH = 0x01;
    private static final int LAST_MECHANISM_OFFSET = Greeting.MECHANISM_OFFSET + Greeting.MECHANISM_SIZE - 1;

    private final Mechanism mechanism;
    private final byte[] peerMechanism = new byte[Greeting.MECHANISM_SIZE];
    private int received;
    private int major;
    private int minor;

    GreetingExchange(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    void start(ByteBuf out) {
        Greeting.encodeSignature(out);
    }

    /** Returns whether the whole greeting has arrived; what follows it stays in the input. */
    boolean receive(ByteBuf in, ByteBuf out) {
        while (received < Greeting.SIZE && in.isReadable()) {
            accept(in.readUnsignedByte(), out);
            received++;
        }
        return received == Greeting.SIZE;
    }

    /** 0 only for a peer of exactly 3.0; one with a newer major version is expected to get along with 3.1. */
    int minorVersion() {
        return major == Greeting.MAJOR && minor == 0 ? 0 : 1;
    }

    private void accept(int octet, ByteBuf out) {
        switch (received) {
            case SIGNATURE_START_OFFSET -> acceptSignatureStart(octet);
            case Greeting.SIGNATURE_END_OFFSET -> acceptSignatureEnd(octet, out);
            case Greeting.MAJOR_OFFSET -> acceptMajor(octet, out);
            case Greeting.MINOR_OFFSET -> minor = octet;
            default -> acceptMechanism(octet);
        }
    }

    private static void acceptSignatureStart(int octet) {
        if (octet == UNVERSIONED_LENGTH) {
            // 01 00, an empty identity, is how nearly every ZMTP 1.0 peer begins
            throw ZmtpViolations.unversionedPeer();
        }
        if (octet != Greeting.SIGNATURE_START) {
            throw ZmtpViolations.notZmtp(octet);
        }
    }

    private static void acceptSignatureEnd(int octet, ByteBuf out) {
        if ((octet & 1) == 0) {
            // read as ZMTP 1.0: the flags of an identity frame whose length took the long form
            throw ZmtpViolations.unversionedPeer();
        }
        if (octet != Greeting.SIGNATURE_END) {
            throw ZmtpViolations.malformedGreeting("the signature does not end with 7F");
        }
        Greeting.encodeMajor(out);
    }

    private void acceptMajor(int octet, ByteBuf out) {
        if (octet < Greeting.MAJOR) {
            throw ZmtpViolations.unsupportedVersion(octet);
        }
        major = octet;
        Greeting.encodeRest(out, mechanism.name(), mechanism.asServer());
    }

    /** Signature padding, as-server and filler carry no meaning and pass unread. */
    private void acceptMechanism(int octet) {
        if (received < Greeting.MECHANISM_OFFSET || received > LAST_MECHANISM_OFFSET) {
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
