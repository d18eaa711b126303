package io.reactivezmq.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the shaded jar end to end, for moments only: whether it works, not how fast. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CompareIT {

    private static final String LINE = "case=%s transport=%s size=64 io=(io_uring|epoll|kqueue|nio) ours=\\d+ "
            + "peer=jeromq theirs=\\d+ unit=msg/s ratio=\\d+\\.\\d\\d( subscribers=1)?";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"push-pull,tcp,publisher", "push-pull,tcp,thread", "push-pull,inproc,publisher", "pub-sub,tcp,publisher",
        "proxy-router-dealer,tcp,publisher", "proxy-xsub-xpub,tcp,publisher"})
    void eachCombinationGivesOneLineAndAReport(String perfCase, String transport, String sender) throws Exception {
        Path json = directory.resolve("result.json");

        List<String> lines = run("compare", "--case", perfCase, "--transport", transport, "--sender", sender,
                "--size", "64", "--peer", "jeromq", "--runs", "1", "--warm-up", "100", "--window", "100", "--jvm-args", "-Xmx256m",
                "--json", json.toString());

        assertThat(lines).hasSize(1).allSatisfy(line -> assertThat(line).matches(LINE.formatted(perfCase, transport)));
        assertThat(json).content().contains("\"peer\" : \"jeromq\"");
        assertThat(json.resolveSibling("result.svg")).content().startsWith("<svg").contains(perfCase);
    }

    @Test
    void roundTripsAreTimed() throws Exception {
        assertThat(run("compare", "--case", "req-rep", "--peer", "jeromq", "--runs", "1", "--warm-up", "100", "--window",
                "100", "--jvm-args", "-Xmx256m")).singleElement().asString().matches("case=req-rep transport=tcp size=64 "
                + "io=\\S+ ours=\\S+ peer=jeromq theirs=\\S+ unit=us ratio=\\S+ p99=[\\d.]+/[\\d.]+");
    }

    @Test
    void ourSideIsComparedWithItself() throws Exception {
        assertThat(run("compare", "--case", "slow-subscriber", "--runs", "1", "--warm-up", "100", "--window", "500",
                "--jvm-args", "-Xmx256m")).singleElement().asString().contains("peer=without", "subscribers=1", "cost=");
    }

    @Test
    void roundTripsAreTimedWhileTheServerIsAttacked() throws Exception {
        assertThat(run("compare", "--case", "half-handshakes", "--attempts", "500", "--runs", "1", "--warm-up", "500", "--window",
                "500", "--jvm-args", "-Xmx256m")).singleElement().asString().matches("case=half-handshakes transport=tcp size=64 "
                + "io=\\S+ ours=\\S+ peer=without theirs=\\S+ unit=us ratio=\\S+ attempts=500 attempted=[\\d.]+/- "
                + "p99=[\\d.]+/[\\d.]+ welcomed=[\\d.]+/-");
    }

    @Test
    void theJarCarriesTheMicroBenchmarks() throws Exception {
        assertThat(run("jmh", "-l")).anySatisfy(line -> assertThat(line).contains("Benchmark"));
    }

    private static List<String> run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar", System.getProperty("perf.jar")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines().toList();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
