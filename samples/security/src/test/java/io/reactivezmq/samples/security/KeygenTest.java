package io.reactivezmq.samples.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.CurvePublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeygenTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no permissions on this file system");
        file = folder.resolve("own.key");
    }

    @Test
    @DisplayName("keygen prints a public and a secret key in Z85 that belong together, and never the same")
    void keys_are_printed() throws IOException {
        Run first = Run.of("keygen");
        Run second = Run.of("keygen");
        Files.writeString(file, first.out());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        CurveKeyPair pair = KeyFile.read(file);
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains(pair.publicKey().z85(), pair.secretKeyZ85());
        assertThat(second.out()).doesNotContain(pair.publicKey().z85());
    }

    @Test
    @DisplayName("keygen --out: a file for its owner only, and the public key alone on the screen")
    void keys_are_stored() throws IOException {
        Run run = Run.of("keygen", "--out", file.toString());

        assertThat(run.status()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(KeyFile.read(file).publicKey()).isEqualTo(CurvePublicKey.of(run.out().strip()));
    }

    @Test
    @DisplayName("keygen --out never overwrites a file")
    void keys_are_not_overwritten() throws IOException {
        Files.writeString(file, "precious");
        Run run = Run.of("keygen", "--out", file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(file.toString(), "never overwritten").doesNotContain("\tat ");
        assertThat(file).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    @DisplayName("a key file that others can open is not used")
    void an_open_file_is_refused(String permissions) throws IOException {
        Run.of("keygen", "--out", file.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(SampleFailure.class).hasMessageContaining("chmod 600 " + file);
    }

    @Test
    @DisplayName("a key file that lacks a key, or whose keys do not belong together, is told by name, and no key is shown")
    void a_damaged_file_is_refused() throws IOException {
        String secret = CurveKeyPair.generate().secretKeyZ85();
        KeyFile.write(file, CurveKeyPair.generate());
        Files.writeString(file, "curve\n    secret-key = \"" + secret + "\"\n");
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining(file + " has no public-key");

        Files.writeString(file, "public-key = \"" + CurveKeyPair.generate().publicKey() + "\"\nsecret-key = \"" + secret + "\"\n");
        assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(SampleFailure.class)
                .hasMessageContainingAll(file.toString(), "do not belong together").message().doesNotContain(secret);
    }
}
