package io.reactivezmq.samples.httpbridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.core.endpoint.TcpEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** curl in front, a REP socket of libzmq behind; skipped where one of them is missing. */
class HttpBridgeIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String BACKEND = """
            import zmq
            rep = zmq.Context().socket(zmq.REP)
            print(rep.bind_to_random_port("tcp://127.0.0.1"), flush=True)
            while True:
                rep.send(rep.recv().upper())
            """;

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private static boolean isThere(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    @DisplayName("the README's example: curl, the bridge, and a REP socket in Python")
    void curl_is_answered_by_a_python_backend() throws IOException {
        assumeTrue(isThere("curl", "--version"), "curl is missing");
        assumeTrue(isThere("/usr/bin/python3", "-c", "import zmq"), "pyzmq is missing");
        Process backend = new ProcessBuilder("/usr/bin/python3", "-c", BACKEND).start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(backend.getInputStream(), UTF_8));
                BridgeServer bridge = BridgeServer.start(BridgeSettings.parse(
                        "--http=tcp://127.0.0.1:*", "--backend=tcp://127.0.0.1:" + said.readLine()))) {
            Flux.interval(Duration.ofMillis(1)).filter(tick -> bridge.backend().socket().statistics().peers() == 1)
                    .blockFirst(LIMIT);
            String url = "http://127.0.0.1:" + ((TcpEndpoint) bridge.endpoint()).port() + "/";

            // two requests over one connection, the first with Expect: 100-continue
            assertThat(run("curl", "-s", "-m", "30", "-H", "Expect: 100-continue", "-d", "hello ", url,
                    "--next", "-s", "-m", "30", "-d", "world", url)).isEqualTo("HELLO WORLD");
        } finally {
            backend.destroyForcibly();
        }
    }
}
