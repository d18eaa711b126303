package io.reactivezmq.codec.curve.crypto;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CryptoBoxTest {

    private static final byte[] ALICE_SECRET = Hex.bytes("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    private static final byte[] BOB_PUBLIC = Hex.bytes("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    private static final byte[] BOB_SECRET = Hex.bytes("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    private static final byte[] ALICE_PUBLIC = Hex.bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");

    @Test
    @DisplayName("Cryptography in NaCl, sections 8 and 10: Alice and Bob agree on firstkey and seal the same boxes")
    void naclVector() {
        byte[] nonce = Hex.bytes("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
        byte[] text = Hex.bytes("be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c6129",
                "6cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde",
                "048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705");
        CryptoBox alice = Objects.requireNonNull(CryptoBox.between(BOB_PUBLIC, ALICE_SECRET));
        CryptoBox bob = Objects.requireNonNull(CryptoBox.between(ALICE_PUBLIC, BOB_SECRET));
        byte[] box = alice.seal(nonce, text);
        assertThatBytes(box).startsWith("f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce");
        assertThat(bob.seal(nonce, text)).isEqualTo(box);
        assertThat(bob.open(nonce, Hex.join(new byte[5], box), 5, box.length)).isEqualTo(text);
        assertThat(CryptoBox.of(Hex.bytes("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389")).seal(nonce, text))
                .isEqualTo(box);
    }

    @Test
    @DisplayName("random keys, nonces and texts, as BouncyCastle")
    void asBouncyCastle() {
        Random random = new Random(24);
        for (int i = 0; i < 50; i++) {
            TransientKeys one = TransientKeys.generate(random::nextBytes);
            TransientKeys other = TransientKeys.generate(random::nextBytes);
            assertThat(one.publicKey()).isEqualTo(ReferenceBox.publicKey(one.secretKey()));
            byte[] nonce = new byte[24];
            random.nextBytes(nonce);
            byte[] text = new byte[random.nextInt(500)];
            random.nextBytes(text);
            CryptoBox box = Objects.requireNonNull(CryptoBox.between(other.publicKey(), one.secretKey()));
            byte[] sealed = box.seal(nonce, text);
            assertThat(sealed).isEqualTo(ReferenceBox.seal(ReferenceBox.agree(one.publicKey(), other.secretKey()), nonce, text));
            assertThat(box.open(nonce, sealed, 0, sealed.length)).isEqualTo(text);
            sealed[random.nextInt(sealed.length)] ^= 1;
            assertThat(box.open(nonce, sealed, 0, sealed.length)).isNull();
        }
    }

    @Test
    void whatIsShorterThanAnAuthenticatorIsNoBox() {
        CryptoBox box = CryptoBox.of(new byte[32]);
        assertThat(box.open(new byte[24], new byte[15], 0, 15)).isNull();
        assertThat(box.open(new byte[24], new byte[16], 0, 16)).isNull();
    }

    @Test
    @DisplayName("secrets are wiped when no longer needed")
    void destroyedKeysAreZero() {
        TransientKeys keys = TransientKeys.generate(bytes -> Arrays.fill(bytes, (byte) 5));
        byte[] publicKey = keys.publicKey().clone();
        keys.destroy();
        assertThat(keys.secretKey()).containsOnly(0);
        assertThat(keys.publicKey()).isEqualTo(publicKey);
        CryptoBox box = CryptoBox.of(Hex.bytes("01*32"));
        byte[] before = box.seal(new byte[24], new byte[3]);
        box.destroy();
        assertThat(box.seal(new byte[24], new byte[3])).as("the key is gone").isNotEqualTo(before)
                .isEqualTo(CryptoBox.of(new byte[32]).seal(new byte[24], new byte[3]));
    }

    @Test
    void randomBytesDiffer() {
        RandomSource random = RandomSource.secure();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            assertThat(seen.add(Hex.of(bytes))).isTrue();
        }
    }
}
