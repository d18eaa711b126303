package io.reactivezmq.codec.curve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.curve.crypto.CryptoBox;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.security.CurveKeyPair;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What client and server have in common. */
final class CurveHandshake {

    private CurveHandshake() {
    }

    /**
     * The box between two keys.
     *
     * @param whose the public key, for the error
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the public key is a point of low order
     */
    static CryptoBox agree(byte[] publicKey, byte[] secretKey, String whose) {
        CryptoBox box = CryptoBox.between(publicKey, secretKey);
        if (box == null) {
            throw ZmtpViolations.keyExchange(whose + " is a point of low order");
        }
        return box;
    }

    /** As {@link #agree(byte[], byte[], String)}, with the secret key of a pair, of which nothing else is left in memory. */
    static CryptoBox agree(byte[] publicKey, CurveKeyPair own, String whose) {
        byte[] secret = own.secretKeyBytes();
        try {
            return agree(publicKey, secret, whose);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    static byte[] join(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    static byte[] encode(Metadata metadata) {
        byte[] list = new byte[metadata.encodedSize()];
        ByteBuf out = Unpooled.wrappedBuffer(list).clear();
        metadata.encode(out);
        return list;
    }
}
