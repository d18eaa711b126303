package io.reactivezmq.samples.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roles as processes of their own, over tcp. */
class RolesIT {

    private static final long LIMIT_SECONDS = 60;
    private static final String ANY = "tcp://127.0.0.1:*";

    private final List<Process> processes = new ArrayList<>();

    /** A role whose errors are among ours: what it prints is the answer. */
    private Process start(String... arguments) throws IOException {
        return start(new ProcessBuilder().redirectError(ProcessBuilder.Redirect.INHERIT), arguments);
    }

    /** It is done within the limit, so that a test whose peer says nothing ends, too. */
    private Process start(ProcessBuilder builder, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = builder.command(Stream.concat(Stream.of(java, "-jar", System.getProperty("guide.jar")),
                Stream.of(arguments)).toList()).start();
        processes.add(process);
        process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).whenComplete((ended, late) -> process.destroyForcibly());
        return process;
    }

    /** What it says of its errors, and its status. */
    private List<String> failed(String... arguments) throws IOException, InterruptedException {
        return Pyzmq.said(start(new ProcessBuilder().redirectErrorStream(true), arguments));
    }

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    private static List<String> bound(Process process, int count) throws IOException {
        BufferedReader said = process.inputReader(UTF_8);
        List<String> endpoints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            assertThat(said.readLine()).startsWith("bound to ")
                    .satisfies(line -> endpoints.add(line.substring("bound to ".length())));
        }
        return endpoints;
    }

    @Test
    @DisplayName("majordomo: broker, worker and client are processes, and the client is answered; titanic is one of the workers")
    void majordomo(@TempDir Path folder) throws IOException, InterruptedException {
        String broker = bound(start("majordomo", "broker", "--bind", ANY), 1).get(0);
        start("majordomo", "worker", "--connect", broker, "--service", "shout");
        start("titanic", "server", "--connect", broker, "--folder", folder.toString());

        assertThat(Pyzmq.said(start("majordomo", "client", "--connect", broker, "--say", "hello"))).containsExactly("HELLO", "0");
        assertThat(Pyzmq.said(start("titanic", "client", "--connect", broker, "--say", "later")))
                .hasSize(3).endsWith("LATER", "0");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("paranoid pirate: a worker that is killed is not missed while there is another one")
    void paranoid_pirate() throws IOException, InterruptedException {
        List<String> queue = bound(start("paranoid-pirate", "queue", "--bind-clients", ANY, "--bind-workers", ANY), 2);
        Process doomed = start("paranoid-pirate", "worker", "--connect", queue.get(1));
        assertThat(Pyzmq.said(start("paranoid-pirate", "client", "--connect", queue.get(0)))).endsWith("0");

        doomed.destroyForcibly().waitFor();
        start("paranoid-pirate", "worker", "--connect", queue.get(1));

        assertThat(Pyzmq.said(start("paranoid-pirate", "client", "--connect", queue.get(0)))).endsWith("0");
    }

    @Test
    @DisplayName("clone: what a writer sets is in the map of a client; a subtree has only its own")
    void clone_over_tcp() throws IOException, InterruptedException {
        List<String> server = bound(start("clone", "server", "--bind", ANY), 3);
        String[] connect = server.stream().flatMap(endpoint -> Stream.of("--connect", endpoint)).toArray(String[]::new);
        String[] writer = Stream.concat(Stream.of("clone", "writer", "--value", "1", "--key", "/a/x"), Stream.of(connect))
                .toArray(String[]::new);
        BufferedReader client = start(Stream.concat(Stream.of("clone", "client", "--subtree", "/a/"), Stream.of(connect))
                .toArray(String[]::new)).inputReader(UTF_8);
        assertThat(client.readLine()).isEqualTo("{}");

        assertThat(Pyzmq.said(start(writer))).containsExactly("0");

        assertThat(client.readLine()).isEqualTo("{/a/x=1}");
    }

    @Test
    @DisplayName("freelance: a client asks the server that is there")
    void freelance() throws IOException, InterruptedException {
        String server = bound(start("freelance", "server", "--bind", ANY, "--name", "second"), 1).get(0);

        List<String> said = Pyzmq.said(start("freelance", "client", "--connect", "tcp://127.0.0.1:1", "--connect", server,
                "--model", "in-turn"));

        assertThat(said).hasSize(2).endsWith("0").first().asString().contains("second", "hello");
    }

    @Test
    @DisplayName("binary star: the backup takes over when the primary is killed")
    void binary_star(@TempDir Path folder) throws IOException, InterruptedException {
        String primary = "ipc://" + folder.resolve("primary");
        String backup = "ipc://" + folder.resolve("backup");
        String[] client = {"binary-star", "client", "--connect-primary", primary, "--connect-backup", backup};
        Process first = start("binary-star", "primary", "--bind", primary, "--bind-peer", primary + ".peer",
                "--connect-peer", backup + ".peer");
        BufferedReader second = start("binary-star", "backup", "--bind", backup, "--bind-peer", backup + ".peer",
                "--connect-peer", primary + ".peer").inputReader(UTF_8);
        assertThat(second.lines().limit(4)).last().isEqualTo("PASSIVE");
        assertThat(Pyzmq.said(start(client))).hasSize(2).endsWith("0").first().asString().contains("PRIMARY", "hello");

        first.destroyForcibly().waitFor();

        assertThat(Pyzmq.said(start(client))).hasSize(2).endsWith("0").first().asString().contains("BACKUP", "hello");
    }

    @Test
    @DisplayName("wrong arguments end the process with status 2, and a peer that is not there with 1; each says what to do")
    void wrong_arguments() throws IOException, InterruptedException {
        assertThat(failed("majordomo", "broker")).endsWith("2").contains("--bind EP is missing.", "  majordomo broker --bind EP");
        assertThat(failed("nothing")).endsWith("2").anyMatch(line -> line.contains("Name one of the patterns: binary-star, clone"));
        assertThat(failed("clone", "client", "--connect", "tcp://127.0.0.1:1", "--subtree", "/x")).endsWith("2")
                .anyMatch(line -> line.contains("\"/x\" is no subtree"));
        assertThat(failed("freelance", "client", "--connect", "tcp://127.0.0.1:1")).endsWith("1")
                .anyMatch(line -> line.contains("is one of them running?"));
    }
}
