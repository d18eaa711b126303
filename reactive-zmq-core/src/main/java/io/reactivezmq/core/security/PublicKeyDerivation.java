package io.reactivezmq.core.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * From a secret key to its public key: X25519 with the base point, u = 9 (RFC 7748, section 6.1). The JDK's own X25519 does
 * it, so that this module needs no library for its keys; it clears the bits of the secret that RFC 7748 wants cleared, as
 * NaCl does.
 */
final class PublicKeyDerivation {

    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    private PublicKeyDerivation() {
    }

    static CurvePublicKey publicKeyOf(byte[] secret) {
        try {
            KeyFactory keys = KeyFactory.getInstance("X25519");
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret)));
            agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
            return CurvePublicKey.of(agreement.generateSecret());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java runtime has no X25519; add the module jdk.crypto.ec to it", missing);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("X25519 refused its base point", impossible);
        }
    }
}
