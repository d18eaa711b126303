package io.reactivezmq.codec.curve;

import io.reactivezmq.codec.curve.crypto.ReferenceBox;
import io.reactivezmq.codec.test.Hex;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Either side of CURVE as RFC 26 describes it, made by hand and with BouncyCastle, so that it may do what ours would never do. Keys
 * and nonces are what a test sets; each starts with something usable.
 */
public final class HandmadeCurve {

    /** This side's keys: long-term, and for the connection. */
    public byte[] secretKey;
    public byte[] transientSecret = filled(0xA1, 32);
    /** What this side takes for the other's keys. */
    public byte[] peerKey;
    public byte[] peerTransient = new byte[32];
    public byte[] cookie = new byte[96];
    public byte[] longNonce = filled(0xA2, 16);
    /** What the vouch says, and with which key it is sealed, where that is not the truth. */
    public byte[] vouchedKey;
    public byte[] vouchedServer;
    public byte[] vouchingSecret;

    public HandmadeCurve(byte[] secretKey, byte[] peerKey) {
        this.secretKey = secretKey;
        this.peerKey = peerKey;
        this.vouchedKey = publicTransient();
        this.vouchedServer = peerKey;
        this.vouchingSecret = secretKey;
    }

    public static byte[] filled(int octet, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) octet);
        return bytes;
    }

    public byte[] publicTransient() {
        return ReferenceBox.publicKey(transientSecret);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    private static byte[] seal(byte[] publicKey, byte[] secretKey, byte[] nonce, byte[] text) {
        return ReferenceBox.seal(ReferenceBox.agree(publicKey, secretKey), nonce, text);
    }

    private static byte[] open(byte[] publicKey, byte[] secretKey, byte[] nonce, byte[] box) {
        return Objects.requireNonNull(
                ReferenceBox.open(ReferenceBox.agree(publicKey, secretKey), nonce, box), "the box does not open");
    }

    // ---- the client

    public byte[] hello(long number) {
        return hello(number, new byte[64]);
    }

    public byte[] hello(long number, byte[] signature) {
        byte[] box = seal(peerKey, transientSecret, Hex.join(ascii("CurveZMQHELLO---"), number(number)), signature);
        return Hex.join(Hex.bytes("05 'HELLO' 01 00 00*72"), publicTransient(), number(number), box);
    }

    /** Takes S' and the cookie out of a WELCOME. */
    public void welcomed(byte[] welcome) {
        byte[] nonce = Hex.join(ascii("WELCOME-"), Arrays.copyOfRange(welcome, 8, 24));
        byte[] text = open(peerKey, transientSecret, nonce, Arrays.copyOfRange(welcome, 24, welcome.length));
        peerTransient = Arrays.copyOf(text, 32);
        cookie = Arrays.copyOfRange(text, 32, text.length);
    }

    public byte[] initiate(long number, byte[] metadata) {
        byte[] vouch = seal(
                peerTransient, vouchingSecret, Hex.join(ascii("VOUCH---"), longNonce), Hex.join(vouchedKey, vouchedServer));
        return initiate(number, ReferenceBox.publicKey(secretKey), vouch, metadata);
    }

    public byte[] initiate(long number, byte[] clientKey, byte[] vouch, byte[] metadata) {
        byte[] text = Hex.join(clientKey, longNonce, vouch, metadata);
        byte[] box = seal(peerTransient, transientSecret, Hex.join(ascii("CurveZMQINITIATE"), number(number)), text);
        return Hex.join(Hex.bytes("08 'INITIATE'"), cookie, number(number), box);
    }

    /** The metadata in a READY. */
    public byte[] openReady(byte[] ready) {
        byte[] nonce = Hex.join(ascii("CurveZMQREADY---"), Arrays.copyOfRange(ready, 6, 14));
        return open(peerTransient, transientSecret, nonce, Arrays.copyOfRange(ready, 14, ready.length));
    }

    // ---- the server

    /** Takes C' out of a HELLO; fails if its box does not open. */
    public void greeted(byte[] hello) {
        peerTransient = Arrays.copyOfRange(hello, 80, 112);
        byte[] nonce = Hex.join(ascii("CurveZMQHELLO---"), Arrays.copyOfRange(hello, 112, 120));
        open(peerTransient, secretKey, nonce, Arrays.copyOfRange(hello, 120, 200));
    }

    public byte[] welcome() {
        return welcome(publicTransient());
    }

    public byte[] welcome(byte[] serverTransient) {
        byte[] box = seal(peerTransient, secretKey, Hex.join(ascii("WELCOME-"), longNonce), Hex.join(serverTransient, cookie));
        return Hex.join(Hex.bytes("07 'WELCOME'"), longNonce, box);
    }

    /** The text in an INITIATE: C, vouch nonce, vouch and metadata. */
    public byte[] openInitiate(byte[] initiate) {
        byte[] nonce = Hex.join(ascii("CurveZMQINITIATE"), Arrays.copyOfRange(initiate, 105, 113));
        return open(peerTransient, transientSecret, nonce, Arrays.copyOfRange(initiate, 113, initiate.length));
    }

    /** The text in the vouch of this text of an INITIATE. */
    public byte[] openVouch(byte[] text) {
        byte[] nonce = Hex.join(ascii("VOUCH---"), Arrays.copyOfRange(text, 32, 48));
        return open(Arrays.copyOf(text, 32), transientSecret, nonce, Arrays.copyOfRange(text, 48, 128));
    }

    public byte[] ready(long number, byte[] metadata) {
        byte[] box = seal(peerTransient, transientSecret, Hex.join(ascii("CurveZMQREADY---"), number(number)), metadata);
        return Hex.join(Hex.bytes("05 'READY'"), number(number), box);
    }

    // ---- both

    /** @param from C or S */
    public byte[] message(char from, long number, int flags, byte[] payload) {
        byte[] nonce = Hex.join(ascii("CurveZMQMESSAGE" + from), number(number));
        byte[] box = seal(peerTransient, transientSecret, nonce, Hex.join(new byte[] {(byte) flags}, payload));
        return Hex.join(Hex.bytes("07 'MESSAGE'"), number(number), box);
    }
}
