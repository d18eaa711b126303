package io.reactivezmq.codec.curve.crypto;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.reactivezmq.codec.test.Hex;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private static final byte[] PREFIX = "CurveZMQMESSAGEC".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY = Hex.bytes("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");

    private final Random random = new Random(17);
    private final SecretBox sealing = new SecretBox(KEY, PREFIX);
    private final SecretBox opening = new SecretBox(KEY, PREFIX);

    @Test
    @DisplayName("Cryptography in NaCl, sections 9 and 10: the test vector of crypto_box")
    void naclVector() {
        byte[] nonce = Hex.bytes("69696ee955b62b73cd62bda875fc73d6 8219e0036b7a0b37");
        byte[] text = Hex.bytes("be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c6129",
                "6cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde",
                "048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705");
        byte[] box = new byte[16 + text.length];
        System.arraycopy(text, 0, box, 16, text.length);
        long counter = ByteBuffer.wrap(nonce).getLong(16);
        new SecretBox(KEY, nonce).sealInPlace(counter, box, 0, box.length);
        assertThatBytes(box).isExactly(
                "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186a",
                "c0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae",
                "90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5");
        assertThat(new SecretBox(KEY, nonce).openInPlace(counter, box, 0, box.length)).isTrue();
        assertThat(Arrays.copyOfRange(box, 16, box.length)).isEqualTo(text);
    }

    @Test
    @DisplayName("every length from 0 to 4200, in sequence, as BouncyCastle; what was sealed opens")
    void everyLength() {
        for (int length = 0; length <= 4200; length++) {
            exchange(1 + length, length, length % 5);
        }
    }

    @ParameterizedTest
    @DisplayName("long texts around the limits of blocks and lanes, as BouncyCastle")
    @ValueSource(ints = {4_126, 4_127, 4_128, 8_158, 8_159, 8_160, 8_161, 16_000, 16_351, 16_352, 16_353, 20_510, 32_734, 32_735, 32_736,
        32_768, 49_119, 65_535, 65_536, 100_001, 1 << 20})
    void longTexts(int length) {
        exchange(7, length, 3);
        exchange(8, 1, 0);
        exchange(9, length, 0);
    }

    @Test
    @DisplayName("numbers in any order and lengths in any mixture, whatever was computed ahead")
    void anyOrder() {
        long counter = 0;
        for (int i = 0; i < 20_000; i++) {
            counter = switch (random.nextInt(200)) {
                case 0 -> random.nextLong();
                case 1 -> counter - random.nextInt(300);
                case 2 -> counter + random.nextInt(300);
                case 3 -> 1L << 32;
                case 4 -> -3;
                default -> counter + 1;
            };
            int longest = i / 1000 % 2 == 0 ? 70 : 3000;
            exchange(counter, random.nextInt(random.nextInt(20) == 0 ? longest : 70), random.nextInt(20));
        }
    }

    @Test
    @DisplayName("many connections on one thread share its memory and nothing else")
    void manyConnections() {
        SecretBox[] boxes = new SecretBox[5];
        byte[][] keys = new byte[boxes.length][32];
        long[] counters = new long[boxes.length];
        for (int i = 0; i < boxes.length; i++) {
            random.nextBytes(keys[i]);
            boxes[i] = new SecretBox(keys[i], PREFIX);
        }
        int current = 0;
        for (int i = 0; i < 20_000; i++) {
            current = random.nextInt(i % 3000 < 1000 ? 2 : 400) == 0 ? random.nextInt(boxes.length) : current;
            byte[] text = new byte[random.nextInt(200)];
            random.nextBytes(text);
            byte[] box = new byte[17 + text.length];
            long counter = ++counters[current];
            boxes[current].seal(counter, (byte) 0, text, 0, text.length, box, 0);
            assertThat(box).isEqualTo(reference(keys[current], counter, 0, text));
        }
    }

    @Test
    @DisplayName("a connection may move to another thread in the middle of a burst")
    void anotherThread() {
        for (int i = 1; i < 300; i++) {
            int counter = i;
            if (i % 100 == 0) {
                CompletableFuture.runAsync(() -> exchange(counter, 50, 0)).join();
            } else {
                exchange(counter, 50, 0);
            }
        }
    }

    @Test
    @DisplayName("G12: any bit flipped in tag, body -> nothing is opened, and the bytes stay as they were")
    void everyFlippedBit() {
        byte[] text = new byte[100];
        random.nextBytes(text);
        byte[] box = new byte[117];
        sealing.seal(5, (byte) 1, text, 0, 100, box, 0);
        for (int bit = 0; bit < 8 * box.length; bit++) {
            byte[] forged = box.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] before = forged.clone();
            byte[] elsewhere = Arrays.copyOfRange(forged, 17, forged.length);
            assertThat(opening.open(5, forged, 0, elsewhere, 0, 100)).isEqualTo(SecretBox.FORGED);
            assertThat(opening.openInPlace(5, forged, 0, forged.length)).isFalse();
            assertThat(forged).isEqualTo(before);
            assertThat(elsewhere).isEqualTo(Arrays.copyOfRange(before, 17, before.length));
        }
        assertThat(opening.open(6, box, 0, box, 17, 100)).as("another nonce").isEqualTo(SecretBox.FORGED);
        assertThat(opening.open(5, box, 0, box, 17, 100)).isEqualTo(1);
    }

    @Test
    void aKeyThatWasDestroyedServesNoMore() {
        exchange(1, 10, 0);
        sealing.destroy();
        assertThatIllegalStateException().isThrownBy(() -> sealing.sealInPlace(2, new byte[20], 0, 20));
        assertThatIllegalStateException().isThrownBy(() -> sealing.openInPlace(2, new byte[20], 0, 20));
    }

    @ParameterizedTest
    @DisplayName("what a key was stretched to is overwritten with it, after a long message as after a run of short ones")
    @ValueSource(ints = {1 << 20, 50})
    void theKeyStreamIsForgotten(int length) {
        int[] words = Keystream.forSealing().lanes.words();
        byte[] box = new byte[17 + length];
        for (int i = 1; i < 200; i++) {
            sealing.seal(i, (byte) 0, new byte[length], 0, length, box, 0);
        }
        assertThat(Arrays.stream(words).anyMatch(word -> word != 0)).isTrue();
        sealing.destroy();
        assertThat(Arrays.stream(words).allMatch(word -> word == 0)).isTrue();
    }

    @Test
    void keysAndPrefixesHaveTheirSizes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretBox(new byte[31], PREFIX));
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretBox(KEY, new byte[15]));
    }

    private void exchange(long counter, int length, int offset) {
        byte[] text = new byte[offset + length + 2];
        random.nextBytes(text);
        byte[] expected = reference(KEY, counter, 2, Arrays.copyOfRange(text, offset, offset + length));
        byte[] box = new byte[offset + expected.length + 1];
        Arrays.fill(box, (byte) 0x55);
        byte[] before = text.clone();
        sealing.seal(counter, (byte) 2, text, offset, length, box, offset);
        assertThat(text).isEqualTo(before);
        assertThat(Arrays.copyOfRange(box, offset, box.length - 1)).as("box of %d bytes", length).isEqualTo(expected);
        assertThat(box[box.length - 1]).as("nothing behind it is written").isEqualTo((byte) 0x55);

        byte[] inPlace = box.clone();
        byte[] opened = new byte[offset + length + 1];
        System.arraycopy(box, offset + 17, opened, offset, length);
        assertThat(opening.open(counter, Arrays.copyOf(box, offset + 17), offset, opened, offset, length)).isEqualTo(2);
        assertThat(Arrays.equals(opened, offset, offset + length, text, offset, offset + length)).as("text of %d bytes", length)
                .isTrue();
        assertThat(opened[offset + length]).isZero();
        assertThat(new SecretBox(KEY, PREFIX).openInPlace(counter, inPlace, offset, expected.length)).isTrue();
        assertThat(Arrays.equals(inPlace, offset + 17, offset + 17 + length, text, offset, offset + length)).isTrue();
    }

    private static byte[] reference(byte[] key, long counter, int first, byte[] text) {
        return ReferenceBox.seal(key, ReferenceBox.nonce(PREFIX, counter), Hex.join(new byte[] {(byte) first}, text));
    }
}
