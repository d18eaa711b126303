package io.reactivezmq.sockets.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InteropTableTest {

    @Test
    @DisplayName("README shows the matrix of all legal pairs, which InteropMatrixIT proves")
    void readme_has_every_row() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "README.md"))).containsSequence(InteropTable.complete());
    }
}
