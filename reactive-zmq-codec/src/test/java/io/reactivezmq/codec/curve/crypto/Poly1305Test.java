package io.reactivezmq.codec.curve.crypto;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Poly1305Test {

    @ParameterizedTest
    @DisplayName("RFC 8439, section 2.5.2 and appendix A.3, the vectors that test carries and the last reduction")
    @CsvSource(quoteCharacter = '~', value = {
        "85d6be7857556d337f4452fe42d506a8 0103808afb0db2fd4abff6af4149f51b,"
                + "'Cryptographic' 20 'Forum' 20 'Research' 20 'Group',a8061dc1305136c6c22b8baf0c0127a9",
        "00*32,00*64,00*16",
        "02 00*31,FF*16,03 00*15",
        "02 00*15 FF*16,02 00*15,03 00*15",
        "01 00*31,FF*16 F0 FF*15 11 00*15,05 00*15",
        "01 00*31,FF*16 FB FE*15 01*16,00*16",
        "02 00*31,FD FF*15,FA FF*15",
        "01 00*7 04 00*7 00*16,E33594D7505E43B9 00*8 3394D7505E4379CD 01 00*7 00*16 01 00*15,14 00*7 55 00*7",
        "01 00*7 04 00*7 00*16,E33594D7505E43B9 00*8 3394D7505E4379CD 01 00*7 00*16,13 00*15"})
    void publishedVectors(String key, String message, String expected) {
        assertThatBytes(tag(Hex.bytes(key), Hex.bytes(message), 0)).isExactly(expected);
    }

    @Test
    @DisplayName("every length from 0 to 600, at odd offsets, as BouncyCastle")
    void asBouncyCastle() {
        Random random = new Random(1305);
        byte[] key = new byte[32];
        for (int length = 0; length <= 600; length++) {
            random.nextBytes(key);
            byte[] message = new byte[length];
            random.nextBytes(message);
            assertThat(tag(key, message, length % 9)).isEqualTo(ReferenceBox.authenticator(key, message));
        }
    }

    @Test
    @DisplayName("keys and messages of extreme bytes, where the limbs are fullest, as BouncyCastle")
    void extremes() {
        Random random = new Random(44);
        int[] extremes = {0x00, 0xFF, 0x01, 0x80, 0x7F, 0xFE, 0xFC, 0x0F};
        for (int i = 0; i < 20_000; i++) {
            byte[] key = new byte[32];
            byte[] message = new byte[random.nextInt(200)];
            int distinct = 1 + random.nextInt(extremes.length);
            for (int k = 0; k < key.length; k++) {
                key[k] = (byte) extremes[random.nextInt(distinct)];
            }
            for (int k = 0; k < message.length; k++) {
                message[k] = (byte) extremes[random.nextInt(distinct)];
            }
            assertThat(tag(key, message, 0)).isEqualTo(ReferenceBox.authenticator(key, message));
        }
    }

    @Test
    void anAuthenticatorThatDiffersInAnyBitDoesNotMatch() {
        Poly1305 poly = new Poly1305();
        poly.begin(1, 2, 3, 4);
        poly.update(new byte[20], 0, 20);
        byte[] bytes = new byte[17];
        poly.write(bytes, 1);
        assertThat(poly.matches(bytes, 1)).isTrue();
        for (int bit = 0; bit < 128; bit++) {
            byte[] flipped = bytes.clone();
            flipped[1 + bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(poly.matches(flipped, 1)).as("bit %d", bit).isFalse();
        }
    }

    private static byte[] tag(byte[] key, byte[] message, int offset) {
        ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        byte[] shifted = new byte[offset + message.length + 3];
        Arrays.fill(shifted, (byte) 0xAA);
        System.arraycopy(message, 0, shifted, offset, message.length);
        Poly1305 poly = new Poly1305();
        poly.begin(words.getLong(0), words.getLong(8), words.getLong(16), words.getLong(24));
        poly.update(shifted, offset, message.length);
        byte[] tag = new byte[18];
        poly.write(tag, 1);
        return Arrays.copyOfRange(tag, 1, 17);
    }
}
