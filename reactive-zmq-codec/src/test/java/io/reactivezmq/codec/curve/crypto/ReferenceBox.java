package io.reactivezmq.codec.curve.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/** NaCl's crypto_secretbox and crypto_box put together of BouncyCastle's engines, against which ours is tested. */
public final class ReferenceBox {

    private ReferenceBox() {
    }

    /** The nonce that begins with these 16 bytes. */
    public static byte[] nonce(byte[] prefix, long counter) {
        return ByteBuffer.allocate(24).put(prefix, 0, 16).putLong(counter).array();
    }

    /** The public key of a secret one. */
    public static byte[] publicKey(byte[] secretKey) {
        byte[] key = new byte[32];
        X25519.scalarMultBase(secretKey, 0, key, 0);
        return key;
    }

    /** crypto_box_beforenm: HSalsa20 of what two keys agree on, which is Salsa20 without the addition at its end. */
    public static byte[] agree(byte[] publicKey, byte[] secretKey) {
        byte[] agreed = new byte[32];
        X25519.scalarMult(secretKey, 0, publicKey, 0, agreed, 0);
        ByteBuffer key = ByteBuffer.wrap(agreed).order(ByteOrder.LITTLE_ENDIAN);
        int[] in = {0x61707865, key.getInt(0), key.getInt(4), key.getInt(8), key.getInt(12), 0x3320646E, 0, 0, 0, 0, 0x79622D32,
            key.getInt(16), key.getInt(20), key.getInt(24), key.getInt(28), 0x6B206574};
        int[] out = new int[16];
        Salsa20Engine.salsaCore(20, in, out);
        ByteBuffer mixed = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        for (int i : new int[] {0, 5, 10, 15, 6, 7, 8, 9}) {
            mixed.putInt(out[i] - in[i]);
        }
        return mixed.array();
    }

    /** The text; null if the authenticator is another one. */
    public static byte @Nullable [] open(byte[] key, byte[] nonce, byte[] box) {
        byte[] text = Arrays.copyOfRange(seal(key, nonce, Arrays.copyOfRange(box, 16, box.length)), 16, box.length);
        return Arrays.equals(seal(key, nonce, text), box) ? text : null;
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
