package io.reactivezmq.samples.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    private static final String KEY = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                                                       | command",
        "guard                                                                    | guard",
        "keygen --out                                                             | --out",
        "server --bind tcp://127.0.0.1:* --key-file k                             | --allow",
        "server --bind tcp:/127.0.0.1 --key-file k --allow a                      | --bind",
        "client --connect tcp://127.0.0.1:5555 --key-file k                       | --server-key",
        "client --connect tcp://127.0.0.1:5555 --key-file k --server-key short    | 5 characters",
        "client --connect tcp://127.0.0.1:5555 --key-file k --server-key " + KEY + " --timeout 0 | --timeout"})
    @DisplayName("wrong arguments: status 2, and the word that is wrong")
    void wrong_arguments_are_told(String arguments, String word) {
        Run run = Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(word).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "-h", "-", "--", "=", "!!", "%"})
    @DisplayName("whatever a key begins with, it is a key")
    void keys_are_not_mistaken_for_options(String beginning) {
        String missing = folder.resolve("missing.key").toString();
        Run run = Run.of("client", "--connect", "tcp://127.0.0.1:5555", "--key-file", missing,
                "--server-key", beginning + "0".repeat(40 - beginning.length()));

        assertThat(run.err()).contains(missing + " is not there");
        assertThat(run.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keygen", "server", "client"})
    @DisplayName("--help tells what there is")
    void help(String command) {
        Run run = command.isEmpty() ? Run.of("--help") : Run.of(command, "--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains(command.isEmpty() ? "Exit status" : "Usage: reactive-zmq-security " + command);
    }

    @Test
    @DisplayName("a file that is missing: status 1, and how to make one")
    void a_missing_list_is_told() {
        Path keys = folder.resolve("server.key");
        Run.of("keygen", "--out", keys.toString());
        Run run = Run.of("server", "--bind", "tcp://127.0.0.1:*", "--key-file", keys.toString(),
                "--allow", folder.resolve("clients.txt").toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("clients.txt is not there: keygen --out");
    }
}
