package io.reactivezmq.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompareCommandTest {

    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    @ParameterizedTest
    @CsvSource({
            "--case=push,no case 'push'; there are push-pull, pub-sub",
            "--transport=pigeon,pigeon",
            "--size=64;0,--size must be at least 1 byte",
            "--size=big,is not an int",
            "--peer=netmq,netmq",
            "--io=iocp,iocp",
            "--sender=nobody,nobody",
            "--busy-poll=-1,--busy-poll must not be negative",
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

    @Test
    void theHelpListsTheOptionsButNotTheHiddenWorker() {
        assertThat(run("--help")).isZero();
        assertThat(output.toString()).contains("compare", "chart", "jmh").doesNotContain("worker");

        assertThat(run("compare", "--help")).isZero();
        assertThat(output.toString()).contains("--case", "--transport", "--size", "--peer", "--io", "--sender",
                "--busy-poll", "--runs", "--json", "--jfr", "--jvm-args", "--verbose");
    }

    private int run(String... arguments) {
        return Perf.commandLine().setErr(new PrintWriter(errors, true)).setOut(new PrintWriter(output, true))
                .execute(arguments);
    }
}
