package io.reactivezmq.samples.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example with the jar, and the same server with a client of libzmq. */
class SecuritySampleIT {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String PYTHON = "/usr/bin/python3";
    private static final String PYTHON_CLIENT = """
            import sys, zmq, zmq.auth
            req = zmq.Context().socket(zmq.REQ)
            req.curve_publickey, req.curve_secretkey = zmq.auth.load_certificate(sys.argv[1])
            req.curve_serverkey = sys.argv[2].encode()
            monitor = req.get_monitor_socket(zmq.EVENT_HANDSHAKE_FAILED_AUTH)
            req.linger = 0
            req.connect(sys.argv[3])
            req.send(b"hello")
            poller = zmq.Poller()
            poller.register(req, zmq.POLLIN)
            poller.register(monitor, zmq.POLLIN)
            ready = dict(poller.poll(30000))
            print(req.recv().decode() if req in ready else "refused" if monitor in ready else "silence")
            """;

    @TempDir
    private Path folder;
    private Process server;
    private String serverKey;
    private String endpoint;

    /** One run to its end; the output of both kinds, and the exit status on a line of its own. */
    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>(new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList());
        said.add(String.valueOf(process.waitFor()));
        return said;
    }

    private static List<String> sample(String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-jar", System.getProperty("security.jar")));
        command.addAll(List.of(arguments));
        return command;
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private String keygen(String file) throws IOException, InterruptedException {
        List<String> said = run(sample("keygen", "--out", path(file)));
        assertThat(said).hasSize(2).last().isEqualTo("0");
        return said.get(0);
    }

    @BeforeEach
    void start() throws IOException, InterruptedException {
        serverKey = keygen("server.key");
        Files.writeString(folder.resolve("clients.txt"), "# who may come in\n" + keygen("listed.key") + "\n");
        server = new ProcessBuilder(sample("server", "--bind", "tcp://127.0.0.1:*", "--key-file", path("server.key"),
                "--allow", path("clients.txt"))).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String listening = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8)).readLine();
        assertThat(listening).startsWith("listening on tcp://127.0.0.1:");
        endpoint = listening.substring("listening on ".length());
    }

    @AfterEach
    void stop() {
        server.destroyForcibly();
    }

    private List<String> client(String keys) throws IOException, InterruptedException {
        return run(sample("client", "--connect", endpoint, "--key-file", path(keys), "--server-key", serverKey,
                "--timeout", "30000"));
    }

    private List<String> python(String keys) throws IOException, InterruptedException {
        return run(List.of(PYTHON, "-c", PYTHON_CLIENT, path(keys), serverKey, endpoint));
    }

    @Test
    @DisplayName("the README's example: who is on the list is served with status 0, who is not is refused with status 3")
    void the_programs_talk() throws IOException, InterruptedException {
        String stranger = keygen("stranger.key");

        assertThat(client("listed.key")).containsExactly("hello", "0");
        assertThat(client("stranger.key")).hasSize(2).last().isEqualTo("3");
        assertThat(client("stranger.key")).first().asString().contains("refused this client", stranger);
    }

    @Test
    @DisplayName("pyzmq reads our key files; our server serves it if it is on the list, and refuses it if not")
    void a_client_of_libzmq_is_judged_alike() throws IOException, InterruptedException {
        List<String> missing = missingPyzmq();
        if (Boolean.getBoolean("reactivezmq.interop.required")) {
            assertThat(missing).isEmpty();
        }
        assumeTrue(missing.isEmpty(), "pyzmq is missing: " + missing);
        keygen("stranger.key");

        assertThat(python("listed.key")).containsExactly("hello", "0");
        assertThat(python("stranger.key")).containsExactly("refused", "0");
    }

    /** Why there is no pyzmq; empty if there is. */
    private static List<String> missingPyzmq() throws InterruptedException {
        try {
            List<String> said = run(List.of(PYTHON, "-c", "import zmq.auth"));
            return said.get(said.size() - 1).equals("0") ? List.of() : said;
        } catch (IOException noPython) {
            return List.of(noPython.toString());
        }
    }
}
