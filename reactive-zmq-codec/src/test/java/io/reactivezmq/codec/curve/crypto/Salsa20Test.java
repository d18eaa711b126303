package io.reactivezmq.codec.curve.crypto;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Salsa20Test {

    @Test
    @DisplayName("eSTREAM, Salsa20 with 256 bit keys, set 1, vector 0")
    void estreamVector() {
        byte[] key = Hex.bytes("80 00*31");
        assertThatBytes(block(key, 0, 0)).isExactly(
                "E3BE8FDD8BECA2E3EA8EF9475B29A6E7003951E1097A5C38D23B7A5FAD9F6844",
                "B22C97559E2723C7CBBD3FE4FC8D9A0744652A83E72A9C461876AF4D7EF1A117");
        assertThatBytes(block(key, 0, 3)).isExactly(
                "57BE81F47B17D9AE7C4FF15429A73E10ACF250ED3A90A93C711308A74C6216A9",
                "ED84CD126DA7F28E8ABF8BB63517E1CA98E712F4FB2E1A6AED9FDC73291FAA17");
    }

    @Test
    @DisplayName("Cryptography in NaCl, section 8: firstkey = HSalsa20(shared, 0), secondkey = HSalsa20(firstkey, nonceprefix)")
    void hsalsa20() {
        byte[] shared = Hex.bytes("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        byte[] firstKey = Hex.bytes("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
        byte[] secondKey = Hex.bytes("dc908dda0b9344a953629b733820778880f3ceb421bb61b91cbd4c3e66256ce4");
        assertThat(Salsa20.expand(shared, new byte[16])).isEqualTo(Salsa20.expand(firstKey));
        assertThat(Salsa20.expand(firstKey, Hex.bytes("69696ee955b62b73cd62bda875fc73d6"))).isEqualTo(Salsa20.expand(secondKey));
    }

    @Test
    @DisplayName("random keys, nonces and block numbers, beyond 2^32 too, as BouncyCastle; and all lanes as one by one")
    void asBouncyCastle() {
        Random random = new Random(20);
        SalsaLanes lanes = new SalsaLanes();
        for (int i = 0; i < 20; i++) {
            byte[] key = new byte[32];
            random.nextBytes(key);
            long[] nonces = random.longs(SalsaLanes.LANES).toArray();
            long[] counters = random.longs(SalsaLanes.LANES).map(counter -> counter >>> 7 + random.nextInt(50)).toArray();
            for (int lane = 0; lane < SalsaLanes.LANES; lane++) {
                lanes.set(lane, nonces[lane], counters[lane]);
            }
            lanes.compute(Salsa20.expand(key));
            for (int lane = 0; lane < SalsaLanes.LANES; lane++) {
                byte[] expected = reference(key, nonces[lane], counters[lane]);
                assertThat(block(key, nonces[lane], counters[lane])).isEqualTo(expected);
                assertThat(lane(lanes, lane)).isEqualTo(expected);
            }
        }
    }

    private static byte[] reference(byte[] key, long nonce, long counter) {
        byte[] iv = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(nonce).array();
        Salsa20Engine engine = new Salsa20Engine();
        engine.init(true, new ParametersWithIV(new KeyParameter(key), iv));
        engine.seekTo(counter * 64);
        byte[] block = new byte[64];
        engine.processBytes(block, 0, 64, block, 0);
        return block;
    }

    private static byte[] block(byte[] key, long nonce, long counter) {
        int[] words = new int[16];
        Arrays.fill(words, 1);
        Salsa20.block(Salsa20.expand(key), nonce, counter, words);
        return bytes(words);
    }

    private static byte[] lane(SalsaLanes lanes, int lane) {
        int[] words = new int[16];
        for (int w = 0; w < 16; w++) {
            words[w] = lanes.words()[w * SalsaLanes.LANES + lane];
        }
        return bytes(words);
    }

    private static byte[] bytes(int[] words) {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(words);
        return bytes.array();
    }
}
