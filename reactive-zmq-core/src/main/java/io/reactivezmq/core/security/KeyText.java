package io.reactivezmq.core.security;

import io.reactivezmq.core.error.ZmqOptionException;

/** The two forms in which a key may come, checked with words that tell what to do and quote nothing. */
final class KeyText {

    private static final String LEGAL =
            CurvePublicKey.SIZE + " bytes, or " + CurvePublicKey.TEXT_LENGTH + " characters of Z85";

    private KeyText() {
    }

    static byte[] require(String what, byte[] bytes) {
        if (bytes.length != CurvePublicKey.SIZE) {
            throw new ZmqOptionException(what, bytes.length + " bytes", LEGAL);
        }
        return bytes;
    }

    static byte[] decode(String what, String z85) {
        if (z85.length() != CurvePublicKey.TEXT_LENGTH) {
            throw new ZmqOptionException(what, z85.length() + " characters", LEGAL);
        }
        try {
            return Z85.decode(z85);
        } catch (ZmqOptionException wrong) {
            throw new ZmqOptionException(what, wrong.value(), wrong.legalRange());
        }
    }
}
