package io.reactivezmq.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PLAIN and CURVE between processes, and a peer with pyzmq. */
class ZmqCliSecurityIT {

    private static final String PYTHON = "/usr/bin/python3";
    private static final String PYTHON_SUB = """
            import sys, zmq
            sub = zmq.Context().socket(zmq.SUB)
            sub.linger = 0
            sub.rcvtimeo = 60000
            sub.subscribe(b"news")
            sub.connect(sys.argv[1])
            assert sub.recv_multipart() == [b"news", b"\\xff\\t"], "not what was sent"
            """;
    private static final String PYTHON_CURVE = """
            import sys, zmq, zmq.auth
            push = zmq.Context().socket(zmq.PUSH)
            push.curve_publickey, push.curve_secretkey = zmq.auth.load_certificate(sys.argv[1])
            push.curve_serverkey = sys.argv[2].encode()
            push.linger = 60000
            push.connect(sys.argv[3])
            push.send_multipart([b"from", b"python"])
            push.close()
            push.context.term()
            """;

    @TempDir
    private Path folder;

    private String keygen(String name) {
        Run run = Run.of("keygen", "--out", folder.resolve(name).toString());
        assertThat(run.status()).isZero();
        return run.out().strip();
    }

    private ZmqProcess curveServer(String more) {
        return ZmqProcess.start("pull --bind tcp://127.0.0.1:* --curve-server-file", folder.resolve("server.key").toString(),
                "--count", more);
    }

    @Test
    @DisplayName("CURVE: with the server's key a client is let in, with keys of its own or new ones")
    void curve() throws IOException, InterruptedException {
        String serverKey = keygen("server.key");
        keygen("client.key");
        try (ZmqProcess server = curveServer("2")) {
            String endpoint = server.bound();
            try (ZmqProcess known = ZmqProcess.start("push --connect", endpoint, "--curve-server-key", serverKey,
                    "--curve-key-file",
                    folder.resolve("client.key"));
                    ZmqProcess unknown = ZmqProcess.start("push --connect", endpoint, "--curve-server-key", serverKey)) {
                known.input("a").endOfInput();
                unknown.input("b").endOfInput();

                assertThat(known.status()).isZero();
                assertThat(unknown.status()).isZero();
                assertThat(server.lines()).containsExactlyInAnyOrder("a", "b");
            }
        }
    }

    @Test
    @DisplayName("CURVE: with another server's key the server says nothing; status 3 after --timeout, with the likely causes")
    void a_wrong_key_is_suspected() throws IOException, InterruptedException {
        keygen("server.key");
        String wrong = keygen("other.key");
        try (ZmqProcess server = curveServer("1");
                ZmqProcess client = ZmqProcess.start("push --timeout 3s --connect", server.bound(), "--curve-server-key", wrong)) {
            client.input("a").endOfInput();

            assertThat(client.status()).isEqualTo(3);
            assertThat(client.errors()).contains("no peer to send to within 3s", "the right keys");
        }
    }

    @Test
    @DisplayName("PLAIN: the right password is let in; a wrong one is refused at once, status 1, without --timeout")
    void plain() throws IOException, InterruptedException {
        try (ZmqProcess server = ZmqProcess.start("rep --echo --plain-server alice:se:cret --bind", "tcp://127.0.0.1:*")) {
            String endpoint = server.bound();
            try (ZmqProcess right = ZmqProcess.start("req --plain-user alice --plain-password se:cret --connect", endpoint);
                    ZmqProcess wrong = ZmqProcess.start("req --plain-user alice --plain-password guess --connect", endpoint)) {
                right.input("hello").endOfInput();
                wrong.input("hello").endOfInput();

                assertThat(right.lines()).containsExactly("hello");
                assertThat(wrong.status()).isOne();
                assertThat(wrong.errors()).contains("refused this client", "password").doesNotContain("guess");
            }
        }
    }

    @Test
    @DisplayName("pyzmq: its SUB gets what pub publishes, byte by byte")
    void a_subscriber_of_libzmq() throws IOException, InterruptedException {
        requirePyzmq();
        try (ZmqProcess pub = ZmqProcess.start("pub --input escaped --bind", "tcp://127.0.0.1:*")) {
            Process python = new ProcessBuilder(PYTHON, "-c", PYTHON_SUB, pub.bound()).inheritIO().start();
            pub.input("weather\tx", "news\t\\xff\\t").endOfInput();

            assertThat(pub.status()).isZero();
            assertThat(python.waitFor()).isZero();
        }
    }

    @Test
    @DisplayName("pyzmq: its PUSH is let in with key files of keygen")
    void a_client_of_libzmq() throws IOException, InterruptedException {
        requirePyzmq();
        String serverKey = keygen("server.key");
        keygen("client.key");
        try (ZmqProcess server = curveServer("1")) {
            Process python = new ProcessBuilder(PYTHON, "-c", PYTHON_CURVE, folder.resolve("client.key").toString(), serverKey,
                    server.bound()).inheritIO().start();

            assertThat(server.lines()).containsExactly("from\tpython");
            assertThat(python.waitFor()).isZero();
        }
    }

    @Test
    @DisplayName("pyzmq: a CURVE client at a proxy that is a server in front and itself a client at the back")
    void a_client_of_libzmq_at_a_proxy() throws IOException, InterruptedException {
        requirePyzmq();
        String workerKey = keygen("server.key");
        String proxyKey = keygen("proxy.key");
        keygen("client.key");
        try (ZmqProcess worker = curveServer("1");
                ZmqProcess proxy = ZmqProcess.start("proxy --frontend pull:tcp://127.0.0.1:* --curve-server-file",
                        folder.resolve("proxy.key"), "--backend", "push+connect:" + worker.bound(),
                        "--curve-server-key", workerKey, "--curve-key-file", folder.resolve("proxy.key"))) {
            Process python = new ProcessBuilder(PYTHON, "-c", PYTHON_CURVE, folder.resolve("client.key").toString(), proxyKey,
                    proxy.bound()).inheritIO().start();

            assertThat(worker.lines()).containsExactly("from\tpython");
            assertThat(python.waitFor()).isZero();
            proxy.terminate();
            assertThat(proxy.status()).isEqualTo(143);
        }
    }

    @Test
    @DisplayName("PLAIN at a proxy: every socket that binds, --control too, lets in the right password and no other")
    void all_that_bind_are_servers() throws IOException, InterruptedException {
        try (ZmqProcess proxy = ZmqProcess.start("proxy --frontend router:tcp://127.0.0.1:* --backend dealer:tcp://127.0.0.1:* "
                + "--control rep:tcp://127.0.0.1:* --plain-server alice:secret")) {
            String control = proxy.bound();
            String frontend = proxy.bound();
            String alice = " --plain-user alice --plain-password secret --connect";
            try (ZmqProcess rep = ZmqProcess.start("rep --echo" + alice, proxy.bound());
                    ZmqProcess right = ZmqProcess.start("req" + alice, frontend);
                    ZmqProcess wrong = ZmqProcess.start("req --plain-user alice --plain-password guess --connect", frontend);
                    ZmqProcess stranger = ZmqProcess.start("req --plain-user alice --plain-password guess --connect", control)) {
                right.input("hello").endOfInput();
                wrong.input("hello").endOfInput();
                stranger.input("TERMINATE").endOfInput();

                assertThat(right.lines()).containsExactly("hello");
                assertThat(wrong.errors()).contains("refused this client");
                assertThat(stranger.errors()).contains("refused this client");
                rep.terminate();
                rep.status();
            }
            try (ZmqProcess end = ZmqProcess.start("req" + alice, control)) {
                end.input("TERMINATE").endOfInput();

                assertThat(proxy.status()).isZero();
            }
        }
    }

    @Test
    @DisplayName("PLAIN at a proxy: one that is refused where it connects ends with status 1, and tells which option")
    void a_proxy_that_is_refused() throws IOException, InterruptedException {
        try (ZmqProcess server = ZmqProcess.start("rep --echo --plain-server alice:secret --bind", "tcp://127.0.0.1:*");
                ZmqProcess proxy = ZmqProcess.start("proxy --frontend router:tcp://127.0.0.1:* --plain-user alice "
                        + "--plain-password guess --backend", "dealer+connect:" + server.bound())) {
            assertThat(proxy.status()).isOne();
            assertThat(proxy.errors()).contains("--backend: tcp://127.0.0.1:", "refused this client", "password")
                    .doesNotContain("guess");
        }
    }

    private static void requirePyzmq() throws InterruptedException {
        boolean there = false;
        try {
            Process python = new ProcessBuilder(PYTHON, "-c", "import zmq.auth").start();
            there = python.waitFor(60, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException noPython) {
            assertThat(Boolean.getBoolean("reactivezmq.interop.required")).as("no python: %s", noPython).isFalse();
        }
        if (Boolean.getBoolean("reactivezmq.interop.required")) {
            assertThat(there).as("python3-zmq is installed").isTrue();
        }
        assumeTrue(there, "pyzmq is missing");
    }
}
