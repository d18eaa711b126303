package io.reactivezmq.codec.curve;

import io.reactivezmq.codec.curve.crypto.CryptoBox;
import io.reactivezmq.codec.curve.crypto.RandomSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The beginnings of nonces, which nobody sends: each kind of box has its own, so that no nonce ever serves two kinds. */
enum CurveNonce {

    // 16 bytes, behind them a number that grows with each command of a side
    HELLO("CurveZMQHELLO---"),
    INITIATE("CurveZMQINITIATE"),
    READY("CurveZMQREADY---"),
    MESSAGE_OF_CLIENT("CurveZMQMESSAGEC"),
    MESSAGE_OF_SERVER("CurveZMQMESSAGES"),
    // 8 bytes, behind them 16 random ones
    WELCOME("WELCOME-"),
    COOKIE("COOKIE--"),
    VOUCH("VOUCH---");

    /** Bytes of the random part of a long nonce. */
    static final int RANDOM_SIZE = 16;

    private final byte[] prefix;

    CurveNonce(String prefix) {
        this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
    }

    /** The 16 bytes that the nonces of all messages of a direction begin with. */
    byte[] prefix() {
        return prefix.clone();
    }

    /** The whole nonce with this number. */
    byte[] with(long counter) {
        return ByteBuffer.allocate(CryptoBox.NONCE_SIZE).put(prefix).putLong(counter).array();
    }

    /** The whole nonce with the 16 bytes at this place. */
    byte[] with(byte[] bytes, int offset) {
        return ByteBuffer.allocate(CryptoBox.NONCE_SIZE).put(prefix).put(bytes, offset, RANDOM_SIZE).array();
    }

    /** The random part of a new long nonce. */
    static byte[] random(RandomSource source) {
        byte[] bytes = new byte[RANDOM_SIZE];
        source.nextBytes(bytes);
        return bytes;
    }
}
