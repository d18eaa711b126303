package io.reactivezmq.codec.curve.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** NaCl's crypto_secretbox put together of BouncyCastle's engines, against which ours is tested. */
public final class ReferenceBox {

    private ReferenceBox() {
    }

    /** The nonce that begins with these 16 bytes. */
    public static byte[] nonce(byte[] prefix, long counter) {
        return ByteBuffer.allocate(24).put(prefix, 0, 16).putLong(counter).array();
    }

    /** Authenticator and encrypted text. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] text) {
        XSalsa20Engine engine = new XSalsa20Engine();
        engine.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        byte[] macKey = new byte[32];
        engine.processBytes(macKey, 0, 32, macKey, 0);
        byte[] box = new byte[16 + text.length];
        engine.processBytes(text, 0, text.length, box, 16);
        System.arraycopy(authenticator(macKey, Arrays.copyOfRange(box, 16, box.length)), 0, box, 0, 16);
        return box;
    }

    /** Poly1305. */
    public static byte[] authenticator(byte[] key, byte[] message) {
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(key));
        mac.update(message, 0, message.length);
        byte[] tag = new byte[16];
        mac.doFinal(tag, 0);
        return tag;
    }
}
