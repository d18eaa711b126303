package io.reactivezmq.samples.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAndClientTest {

    private final CurveKeyPair serverKeys = CurveKeyPair.generate();
    private final CurveKeyPair listed = CurveKeyPair.generate();
    private final CurveKeyPair stranger = CurveKeyPair.generate();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final EchoServer server = new EchoServer(serverKeys, List.of(listed.publicKey()), log::add);
    private final Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    @TempDir
    private Path folder;
    private Path listedFile;
    private Path strangerFile;

    @BeforeEach
    void storeKeys() throws IOException {
        listedFile = folder.resolve("listed.key");
        strangerFile = folder.resolve("stranger.key");
        KeyFile.write(listedFile, listed);
        KeyFile.write(strangerFile, stranger);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Run client(Object endpoint, Path keys, CurveKeyPair server, String... more) {
        String[] all = {"client", "--connect", endpoint.toString(), "--key-file", keys.toString(),
            "--server-key", server.publicKey().z85()};
        return Run.of(Stream.concat(Arrays.stream(all), Arrays.stream(more))
                .toArray(String[]::new));
    }

    private String logged() throws InterruptedException {
        return String.valueOf(log.poll(30, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("a client on the list is served; the server knows by which key it was asked")
    void who_is_listed_is_served() throws InterruptedException {
        Run run = client(endpoint, listedFile, serverKeys, "--timeout", "30000", "ping");

        assertThat(run).isEqualTo(new Run(0, "ping" + System.lineSeparator(), ""));
        assertThat(logged()).isEqualTo("let in " + listed.publicKey() + " from 127.0.0.1");
        assertThat(logged()).isEqualTo("asked by " + listed.publicKey() + ", 4 bytes");
    }

    @Test
    @DisplayName("a client that is not on the list is refused, at once and with status 3, and told which key belongs there")
    void who_is_not_listed_is_told() throws InterruptedException {
        Run run = client(endpoint, strangerFile, serverKeys, "--timeout", "30000");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("refused this client", "Add its public key", stranger.publicKey().z85())
                .doesNotContain(stranger.secretKeyZ85(), "\tat ");
        assertThat(logged()).isEqualTo("refused " + stranger.publicKey() + " from 127.0.0.1");
        assertThat(logged()).startsWith("no handshake with /127.0.0.1:").contains("ZAP 400");
        assertThat(client(endpoint, listedFile, serverKeys, "--timeout", "30000").status()).isZero();
    }

    @Test
    @DisplayName("with a wrong server key the server closes silently: at the deadline, status 3 and the likely causes")
    void a_wrong_server_key_is_suspected() throws InterruptedException {
        Run run = client(endpoint, listedFile, stranger, "--timeout", "3000");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("no reply from " + endpoint + " within 3000 ms",
                "--server-key is not the key of this server");
        assertThat(logged()).startsWith("no handshake with /127.0.0.1:");
    }

    @Test
    @DisplayName("a server without CURVE is recognised: status 3")
    void a_server_without_curve_is_recognised() {
        try (ZmqContext zmq = ZmqContext.create()) {
            Run run = client(zmq.rep().bindNow("tcp://127.0.0.1:*"), listedFile, serverKeys, "--timeout", "3000");

            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains("no CURVE server");
        }
    }

    @Test
    @DisplayName("where nobody listens: status 3, and the advice to start the server")
    void a_missing_server_is_recognised() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Run run = client("tcp://127.0.0.1:" + port, listedFile, serverKeys, "--timeout", "2000");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("start the server");
    }
}
