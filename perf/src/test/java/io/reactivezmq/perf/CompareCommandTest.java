package io.reactivezmq.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompareCommandTest {

    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    @ParameterizedTest
    @CsvSource({
            "--case=push,no case 'push'; there are push-pull",
            "--transport=pigeon,pigeon",
            "--size=64;0,--size must be at least 1 byte",
            "--size=big,is not an int",
            "--peer=netmq,netmq",
            "--io=iocp,iocp",
            "--sender=nobody,nobody",
            "--busy-poll=-1,--busy-poll must not be negative",
            "--subscribers=0,--subscribers must be 1 to 256",
            "--subscribers=257,--subscribers must be 1 to 256",
            "--connections=0,--connections must be at least 1",
            "--clients=0,--clients must be 1 to 256",
            "--attempts=0,--attempts must be 1 to 10000",
            "--attempts=10001,--attempts must be 1 to 10000",
            "--runs=0,--runs must be at least 1",
            "--window=0,--window must be at least 1 millisecond",
            "--warm-up=-1,--warm-up must not be negative",
            "--colour=red,--colour"
    })
    void anArgumentThatMakesNoSenseIsNamedBeforeAnythingIsMeasured(String argument, String message) {
        int status = run("compare", argument.replace(';', ','));

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(message).contains("compare --help");
        assertThat(output.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "--case=req-rep --transport=inproc,--transport inproc exists for --case push-pull only",
            "--case=curve --transport=inproc,--transport inproc exists for --case push-pull only",
            "--case=half-handshakes --transport=ipc,--transport tcp only",
            "--case=half-handshakes --transport=inproc,--transport inproc exists for --case push-pull only",
            "--transport=ipc --peer=jeromq,JeroMQ has no ipc",
            "--case=curve-handshakes --peer=jeromq,there is nobody to compare with"
    })
    void aCombinationThatDoesNotExistIsNamed(String arguments, String message) {
        int status = run(Stream.concat(Stream.of("compare"), Stream.of(arguments.split(" "))).toArray(String[]::new));

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(message);
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void theHelpListsTheOptionsButNotTheHiddenWorker() {
        assertThat(run("--help")).isZero();
        assertThat(output.toString()).contains("compare", "chart", "jmh").doesNotContain("worker");

        assertThat(run("compare", "--help")).isZero();
        assertThat(output.toString()).contains("--case", "--transport", "--size", "--peer", "--io", "--sender",
                "--subscribers", "--connections", "--attempts", "--busy-poll",
                "--runs", "--json", "--jfr", "--jvm-args", "--verbose");
    }

    private int run(String... arguments) {
        return Perf.commandLine().setErr(new PrintWriter(errors, true)).setOut(new PrintWriter(output, true))
                .execute(arguments);
    }
}
