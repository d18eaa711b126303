package io.reactivezmq.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    private static Run run(String arguments) {
        return Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                                    | verb",
        "shout                                                 | shout",
        "push                                                  | --connect",
        "push --connect tcp://127.0.0.1                        | '--connect'",
        "push --connect tcp://*:5555                           | bind only",
        "push --bind udp://127.0.0.1:5555                      | '--bind'",
        "push --bind inproc://a                                | use tcp or ipc",
        "push --connect tcp://127.0.0.1:1 --timeout 500        | has no unit",
        "push --connect tcp://127.0.0.1:1 --timeout 0s         | '--timeout'",
        "push --connect tcp://127.0.0.1:1 --linger soon        | '--linger'",
        "push --connect tcp://127.0.0.1:1 --count 0            | '--count'",
        "push --connect tcp://127.0.0.1:1 --rate fast          | '--rate'",
        "push --connect tcp://127.0.0.1:1 --hwm -1             | --hwm",
        "push --connect tcp://127.0.0.1:1 --input none         | '--input'",
        "push --connect tcp://127.0.0.1:1 --topic a            | --topic",
        "pull --connect tcp://127.0.0.1:1 --output xml         | '--output'",
        "pull --connect tcp://127.0.0.1:1 --io iocp            | '--io'",
        "dealer --connect tcp://127.0.0.1:1 --id               | --id",
        "pull --connect tcp://127.0.0.1:1 --plain-user a       | --plain-password",
        "pull --connect tcp://127.0.0.1:1 --plain-server a     | --plain-server takes",
        "pull --connect tcp://127.0.0.1:1 --curve-server-key x | 1 characters",
        "pull --connect tcp://127.0.0.1:1 --curve-key-file x   | --curve-server-key",
        "pull --connect tcp://127.0.0.1:1 --plain-server a:b --curve-server-key " + KEY + " | exclude",
        "pull --connect tcp://127.0.0.1:1 --plain-server a:b --curve-server-file x        | exclude",
        "proxy --frontend xsub:tcp://127.0.0.1:*              | --backend",
        "proxy --frontend tcp://127.0.0.1:* --backend xpub:tcp://127.0.0.1:*      | TYPE:ENDPOINT",
        "proxy --frontend xsub:tcp://127.0.0.1 --backend xpub:tcp://127.0.0.1:*   | '--frontend'",
        "proxy --frontend pull:tcp://127.0.0.1:* --backend sub:tcp://127.0.0.1:*  | PULL",
        "proxy --frontend xsub:tcp://127.0.0.1:* --backend xpub:tcp://127.0.0.1:* --capture sub:tcp://127.0.0.1:* | --capture",
        "proxy --frontend pull+connect:tcp://127.0.0.1:1 --backend push+connect:tcp://127.0.0.1:2 --plain-server a:b "
                + "| here all connect",
        "proxy --frontend pull:tcp://127.0.0.1:* --backend push:tcp://127.0.0.1:* --curve-server-key " + KEY + " | here all bind",
        "proxy --frontend pull:tcp://127.0.0.1:* --backend push:tcp://127.0.0.1:* --plain-server a:b --curve-server-file x "
                + "| exclude",
        "proxy --frontend pull:tcp://127.0.0.1:* --backend push+connect:tcp://127.0.0.1:1 --plain-user a --curve-server-key " + KEY
                + " | exclude",
        "proxy --frontend pull:tcp://127.0.0.1:* --backend push+connect:tcp://127.0.0.1:1 --plain-user a | --plain-password",
        "proxy --frontend pull:tcp://127.0.0.1:* --backend push+connect:tcp://127.0.0.1:1 --curve-key-file x | --curve-server-key",
        "proxy --frontend stream:tcp://127.0.0.1:* --backend dealer:tcp://127.0.0.1:* --plain-server a:b | STREAM",
        "stream --bind tcp://127.0.0.1:* --id a                | --id",
        "stream --bind tcp://127.0.0.1:* --plain-server a:b    | STREAM"})
    @DisplayName("wrong arguments: status 2, one line with the option and what to do, and where there is help")
    void wrong_arguments_are_told(String arguments, String word) {
        Run run = run(arguments);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(2).last().asString().startsWith("Try 'zmq");
        assertThat(run.err()).containsIgnoringCase(word).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--curve-key-file", "--curve-server-file"})
    @DisplayName("a key file that is missing, open to others, or none: status 2 and the option")
    void key_files_are_checked(String option) throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no permissions on this file system");
        Path file = folder.resolve("own.key");
        String arguments = "pull --bind tcp://127.0.0.1:* " + option + " " + file
                + (option.equals("--curve-key-file") ? " --curve-server-key " + KEY : "");
        Run missing = run(arguments);
        Files.writeString(file, "public-key = \"x\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Run open = run(arguments);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Run half = run(arguments);
        Files.writeString(file, "public-key = \"x\"\nsecret-key = \"y\"\n");
        Run broken = run(arguments);

        assertThat(missing.err()).startsWith(option + " " + file + " cannot be read: it is not there");
        assertThat(open.err()).startsWith(option + " " + file + " is open to other users: chmod 600");
        assertThat(half.err()).contains("has not both");
        assertThat(broken.err()).startsWith(option + " " + file + ": ");
        assertThat(missing.status()).isEqualTo(2).isEqualTo(open.status()).isEqualTo(half.status()).isEqualTo(broken.status());
    }

    @Test
    @DisplayName("keygen --out: a file for its owner only that --curve-server-file takes, the public key on the screen")
    void keys_are_made() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no permissions on this file system");
        Path file = folder.resolve("new.key");
        Run first = run("keygen --out " + file);
        Run second = run("keygen --out " + file);

        assertThat(first.status()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(new KeyFile(file).read("--out").publicKey()).hasToString(first.out().strip());
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.err()).contains("never overwritten");
        assertThat(run("keygen").out()).contains("public-key = \"", "secret-key = \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pub", "sub", "push", "pull", "req", "rep", "dealer", "router", "pair", "xpub", "xsub", "stream"})
    @DisplayName("--help of every socket type tells its options, the formats and the exit status")
    void help(String verb) {
        Run run = Run.of(verb, "--help");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: zmq " + verb, "--connect=ENDPOINT", "\\xNN", "3 timeout");
    }

    @Test
    @DisplayName("proxy --help tells which sockets the options of security are for")
    void help_of_the_proxy() {
        assertThat(Run.of("proxy", "--help").out().replaceAll("\\s+", " ")).contains("--frontend", "--plain-server",
                "--curve-key-file", "for all sockets that bind", "for all that connect");
    }

    @Test
    @DisplayName("--help tells the verbs")
    void verbs() {
        assertThat(Run.of("--help").out()).contains("xpub", "stream", "proxy", "keygen");
    }
}
