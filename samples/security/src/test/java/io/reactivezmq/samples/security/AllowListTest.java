package io.reactivezmq.samples.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.CurvePublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowListTest {

    private static final CurvePublicKey ALICE = CurveKeyPair.generate().publicKey();
    private static final CurvePublicKey BOB = CurvePublicKey.of("Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID");

    @TempDir
    private Path folder;

    private Path list(String text) throws IOException {
        return Files.writeString(folder.resolve("clients.txt"), text);
    }

    @Test
    @DisplayName("one key a line; blank lines, lines that begin with #, and what stands behind # after a key are for people")
    void keys_and_comments() throws IOException {
        assertThat(AllowList.read(list("# friends\n\n" + ALICE + "\n  " + BOB + "  # Bob, until May\n#" + BOB + "\n")))
                .containsExactly(ALICE, BOB);
    }

    @Test
    @DisplayName("what is no key is told with file and line; a list is used as a whole or not at all")
    void a_wrong_line_is_told() throws IOException {
        Path shortened = list(ALICE + "\n" + BOB.z85().substring(1) + "\n");
        assertThatThrownBy(() -> AllowList.read(shortened)).isInstanceOf(SampleFailure.class)
                .hasMessageContainingAll(shortened + ", line 2", "39 characters");
        Path named = list(ALICE + " Alice\n");
        assertThatThrownBy(() -> AllowList.read(named)).hasMessageContainingAll("line 1", "a comment begins with #");
    }

    @Test
    @DisplayName("a list without a key would let nobody in, and is no list")
    void an_empty_list_is_refused() throws IOException {
        Path empty = list("# nobody yet\n");
        assertThatThrownBy(() -> AllowList.read(empty)).isInstanceOf(SampleFailure.class).hasMessageContaining("keygen --out");
    }
}
