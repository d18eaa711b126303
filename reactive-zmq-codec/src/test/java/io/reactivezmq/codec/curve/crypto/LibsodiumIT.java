package io.reactivezmq.codec.curve.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.core.security.CurveKeyPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("libsodium-compatible boxes byte for byte")
class LibsodiumIT {

    private static final String PYTHON = "/usr/bin/python3";
    private static final int SECONDS = 60;

    private final Random random = new Random(25519);
    private final List<String> questions = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void requireLibsodium() throws IOException, InterruptedException {
        Path nothing = Files.createFile(folder.resolve("nothing"));
        List<String> said = new ArrayList<>();
        boolean there = Files.isExecutable(Path.of(PYTHON)) && ask(nothing, said) == 0;
        if (!there && Boolean.getBoolean("reactivezmq.interop.required")) {
            fail("libsodium is missing: " + said + " (reactivezmq.interop.required=true)");
        }
        assumeTrue(there, "libsodium is missing: " + said);
    }

    @Test
    @DisplayName("crypto_secretbox: every length up to 700 and some beyond, numbered in sequence and at random")
    void secretBoxes() throws IOException, InterruptedException {
        byte[] key = bytes(32);
        byte[] prefix = bytes(16);
        SecretBox sealing = new SecretBox(key, prefix);
        for (int i = 0; i <= 720; i++) {
            long counter = i % 50 == 0 ? random.nextLong() : 1000 + i;
            byte[] text = bytes(i <= 700 ? i : random.nextInt(40_000));
            byte[] box = new byte[16 + text.length];
            System.arraycopy(text, 0, box, 16, text.length);
            sealing.sealInPlace(counter, box, 0, box.length);
            byte[] nonce = ByteBuffer.allocate(24).put(prefix).putLong(counter).array();
            expect(hex(box), "secretbox", key, nonce, text);
        }
        assertLibsodiumAgrees();
    }

    @Test
    @DisplayName("crypto_box with random keys")
    void boxes() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            byte[] secret = bytes(32);
            TransientKeys other = TransientKeys.generate(random::nextBytes);
            CryptoBox box = Objects.requireNonNull(CryptoBox.between(other.publicKey(), secret));
            byte[] nonce = bytes(24);
            byte[] text = bytes(random.nextInt(300));
            expect(hex(box.seal(nonce, text)), "box", other.publicKey(), secret, nonce, text);
        }
        assertLibsodiumAgrees();
    }

    @Test
    @DisplayName("crypto_scalarmult_base: public keys of random secret ones")
    void publicKeys() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            byte[] secret = bytes(32);
            byte[] derived = CurveKeyPair.ofSecretKey(secret).publicKey().bytes();
            assertThat(TransientKeys.generate(out -> System.arraycopy(secret, 0, out, 0, 32)).publicKey()).isEqualTo(derived);
            expect(hex(derived), "public", secret);
        }
        assertLibsodiumAgrees();
    }

    @Test
    @DisplayName("points of low order are refused by both")
    void pointsOfLowOrder() throws IOException, InterruptedException {
        for (String point : List.of("00".repeat(32), "01" + "00".repeat(31),
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ec" + "ff".repeat(30) + "7f", "ed" + "ff".repeat(30) + "7f", "ee" + "ff".repeat(30) + "7f")) {
            byte[] secret = bytes(32);
            assertThat(CryptoBox.between(HexFormat.of().parseHex(point), secret)).isNull();
            expect("-", "box", HexFormat.of().parseHex(point), secret, bytes(24), bytes(10));
        }
        assertLibsodiumAgrees();
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void expect(String answer, String kind, byte[]... words) {
        StringBuilder line = new StringBuilder(kind);
        for (byte[] word : words) {
            line.append(' ').append(hex(word));
        }
        questions.add(line.toString());
        expected.add(answer);
    }

    private void assertLibsodiumAgrees() throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        assertThat(ask(Files.write(folder.resolve("questions"), questions), answers)).as(answers.toString()).isZero();
        assertThat(answers).isEqualTo(expected);
    }

    /** Returns how the script ended. */
    private int ask(Path file, List<String> answers) throws IOException, InterruptedException {
        Path script = folder.resolve("sodium.py");
        try (var source = Objects.requireNonNull(LibsodiumIT.class.getResourceAsStream("/interop/sodium.py"))) {
            Files.write(script, source.readAllBytes());
        }
        Path output = folder.resolve("answers");
        Process process = new ProcessBuilder(PYTHON, "-B", script.toString(), file.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("the script comes to an end").isTrue();
        } finally {
            process.destroyForcibly();
        }
        answers.addAll(Files.readAllLines(output, StandardCharsets.US_ASCII));
        return process.exitValue();
    }
}
