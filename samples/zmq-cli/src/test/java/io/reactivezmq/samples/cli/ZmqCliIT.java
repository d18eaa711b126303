package io.reactivezmq.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verb of the jar, with another process of the jar at the other end. */
class ZmqCliIT {

    @TempDir
    private Path folder;

    private static ZmqProcess bound(String words) {
        return ZmqProcess.start(words + " --bind", "tcp://127.0.0.1:*");
    }

    @Test
    @DisplayName("push and pull: lines arrive as they were, backslashes too; end of input and --count end with 0")
    void push_and_pull() throws IOException, InterruptedException {
        try (ZmqProcess pull = bound("pull --count 5"); ZmqProcess push = ZmqProcess.start("push --connect", pull.bound())) {
            String[] lines = {"one", "two\tframes", "", "{\"re\":\"\\\\d+\",\"to\":\"grün\"}", "find \\d+ \\x"};
            push.input(lines).endOfInput();

            assertThat(push.status()).isZero();
            assertThat(pull.lines()).containsExactly(lines);
            assertThat(pull.status()).isZero();
        }
    }

    @Test
    @DisplayName("--input and --output escaped: any byte as text, and back")
    void any_byte_can_be_written() throws IOException, InterruptedException {
        try (ZmqProcess pull = bound("pull --output escaped --count 1");
                ZmqProcess push = ZmqProcess.start("push --input escaped --connect", pull.bound())) {
            push.input("\\x00\\xff\\t\\n\\\\ grün").endOfInput();

            assertThat(push.status()).isZero();
            assertThat(pull.lines()).containsExactly("\\x00\\xff\\t\\n\\\\ grün");
        }
    }

    @Test
    @DisplayName("router prints an id that the socket has made up as text, and takes it back as it printed it")
    void an_id_is_text() throws IOException, InterruptedException {
        try (ZmqProcess router = bound("router");
                ZmqProcess dealer = ZmqProcess.start("dealer --count 1 --connect", router.bound())) {
            dealer.input("hello");
            String line = router.line();
            assertThat(line).startsWith("\\x00").endsWith("\thello");
            router.input(line);

            assertThat(dealer.lines()).containsExactly("hello");
        }
    }

    @Test
    @DisplayName("xpub reads and xsub prints lines as they are; what xpub prints and xsub reads has escapes")
    void xsub_reads_subscriptions() throws IOException, InterruptedException {
        try (ZmqProcess xpub = bound("xpub");
                ZmqProcess xsub = ZmqProcess.start("xsub --topic never --count 1 --connect", xpub.bound())) {
            assertThat(xpub.line()).isEqualTo("\\x01never");
            xsub.input("\\x01{");
            assertThat(xpub.line()).isEqualTo("\\x01{");
            xpub.input("{\"re\":\"\\\\d+\"}");

            assertThat(xsub.lines()).containsExactly("{\"re\":\"\\\\d+\"}");
        }
    }

    @Test
    @DisplayName("pub waits for a first subscriber; sub gets what begins with one of its topics, and ends with --count")
    void pub_and_sub() throws IOException, InterruptedException {
        try (ZmqProcess pub = bound("pub");
                ZmqProcess sub = ZmqProcess.start("sub --topic a --topic b --count 3 --connect", pub.bound())) {
            pub.input("a1", "c1", "b1", "a2\tx").endOfInput();

            assertThat(sub.lines()).containsExactly("a1", "b1", "a2\tx");
            assertThat(sub.status()).isZero();
            assertThat(pub.status()).isZero();
        }
    }

    @Test
    @DisplayName("req prints a reply for each line; rep answers with its own lines and ends with them")
    void req_and_rep() throws IOException, InterruptedException {
        try (ZmqProcess rep = bound("rep"); ZmqProcess req = ZmqProcess.start("req --connect", rep.bound())) {
            rep.input("one", "two").endOfInput();
            req.input("1", "2").endOfInput();

            assertThat(req.lines()).containsExactly("one", "two");
            assertThat(rep.lines()).containsExactly("1", "2");
            assertThat(req.status()).isZero();
            assertThat(rep.status()).isZero();
        }
    }

    @Test
    @DisplayName("rep --echo answers with the request; a request is printed before its answer is typed")
    void rep_talks() throws IOException, InterruptedException {
        try (ZmqProcess echo = bound("rep --echo --output none"); ZmqProcess typed = bound("rep");
                ZmqProcess req = ZmqProcess.start("req --connect", echo.bound(), "--connect", typed.bound())) {
            req.input("a", "b");
            String question = typed.line();
            typed.input("to " + question);
            req.endOfInput();

            assertThat(req.lines()).containsExactlyInAnyOrder(question.equals("a") ? "b" : "a", "to " + question);
            assertThat(req.status()).isZero();
        }
    }

    @Test
    @DisplayName("router prints the sender's id first and sends to the one that a line begins with; dealer has the id of --id")
    void dealer_and_router() throws IOException, InterruptedException {
        try (ZmqProcess router = bound("router");
                ZmqProcess dealer = ZmqProcess.start("dealer --id d1 --count 1 --connect", router.bound())) {
            dealer.input("hello");
            assertThat(router.line()).isEqualTo("d1\thello");
            router.input("nobody\tx", "d1\tyou", "d1");

            assertThat(dealer.lines()).containsExactly("you");
            assertThat(dealer.status()).isZero();
            assertThat(router.status()).isOne();
            assertThat(router.errors()).contains("not sent:", "nobody", "two frames or more");
        }
    }

    @Test
    @DisplayName("router --echo sends back what it gets, to whom it came from")
    void router_echoes() throws IOException, InterruptedException {
        try (ZmqProcess router = bound("router --echo --output none")) {
            String endpoint = router.bound();
            try (ZmqProcess req = ZmqProcess.start("req --connect", endpoint);
                    ZmqProcess dealer = ZmqProcess.start("dealer --count 2 --connect", endpoint)) {
                req.input("r").endOfInput();
                dealer.input("d", "\\d").endOfInput();

                assertThat(req.lines()).containsExactly("r");
                assertThat(dealer.lines()).containsExactly("d", "\\d");
            }
        }
    }

    @Test
    @DisplayName("pair talks both ways at once; in jsonl and hex, too")
    void pair() throws IOException, InterruptedException {
        try (ZmqProcess left = bound("pair --input jsonl --output hex");
                ZmqProcess right = ZmqProcess.start("pair --input hex --output jsonl --connect", left.bound())) {
            left.input("{\"frames\":[\"hi\",\"\"]}");
            right.input("00ff\t61");

            assertThat(right.line()).isEqualTo("{\"frames\":[\"hi\",\"\"],\"base64\":false}");
            assertThat(left.line()).isEqualTo("00ff\t61");
        }
    }

    @Test
    @DisplayName("xpub prints subscriptions, and publishes; xsub subscribes to --topic")
    void xpub_and_xsub() throws IOException, InterruptedException {
        try (ZmqProcess xpub = bound("xpub");
                ZmqProcess xsub = ZmqProcess.start("xsub --topic news --count 1 --connect", xpub.bound())) {
            assertThat(xpub.line()).isEqualTo("\\x01news");
            xpub.input("weather", "news\tgood");

            assertThat(xsub.lines()).containsExactly("news\tgood");
            assertThat(xpub.line()).isEqualTo("\\x00news");
        }
    }

    @Test
    @DisplayName("stream: a plain TCP client comes, is answered by id, and is hung up on with an empty frame")
    void stream_listens() throws IOException, InterruptedException {
        try (ZmqProcess stream = bound("stream")) {
            String endpoint = stream.bound();
            try (Socket client = new Socket("127.0.0.1", Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1)))) {
                String hello = stream.line();
                String id = hello.substring(0, hello.indexOf('\t'));
                client.getOutputStream().write("ping\r\n".getBytes(UTF_8));
                assertThat(hello).isEqualTo(id + "\t");
                assertThat(stream.line()).isEqualTo(id + "\tping\\r\\n");
                stream.input(id + "\tpong\\n", id + "\t");

                assertThat(client.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("pong\n");
            }
        }
    }

    @Test
    @DisplayName("stream --connect: the peer's id is the endpoint, or what --id says")
    void stream_connects() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            String endpoint = "tcp://127.0.0.1:" + server.getLocalPort();
            try (ZmqProcess stream = ZmqProcess.start("stream --id web --connect", endpoint); Socket accepted = server.accept()) {
                stream.input("web\tGET /\\r\\n");
                InputStream in = accepted.getInputStream();
                assertThat(in.readNBytes(7)).asString(UTF_8).isEqualTo("GET /\r\n");
            }
            try (ZmqProcess stream = ZmqProcess.start("stream --connect", endpoint); Socket accepted = server.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                assertThat(stream.line()).isEqualTo(endpoint + "\t");
            }
        }
    }

    @Test
    @DisplayName("proxy: what is published at its frontend comes out at its backend and --capture; TERMINATE ends it")
    void proxy() throws IOException, InterruptedException {
        try (ZmqProcess proxy = ZmqProcess.start("proxy --frontend xsub:tcp://127.0.0.1:* --backend xpub:tcp://127.0.0.1:* "
                + "--capture push:tcp://127.0.0.1:* --control rep:tcp://127.0.0.1:*")) {
            String capture = proxy.bound();
            String control = proxy.bound();
            String frontend = proxy.bound();
            try (ZmqProcess captured = ZmqProcess.start("pull --output escaped --events --connect", capture)) {
                captured.message("event handshake-succeeded");
                proxied(frontend, proxy.bound());
                assertThat(captured.line()).isEqualTo("\\x01news");
                assertThat(captured.line()).isEqualTo("news\tgood");
            }
            try (ZmqProcess end = ZmqProcess.start("req --connect", control)) {
                end.input("TERMINATE").endOfInput();
                assertThat(proxy.status()).isZero();
            }
        }
    }

    private static void proxied(String frontend, String backend) throws IOException, InterruptedException {
        try (ZmqProcess sub = ZmqProcess.start("sub --topic news --count 1 --connect", backend);
                ZmqProcess pub = ZmqProcess.start("pub --connect", frontend)) {
            pub.input("news\tgood").endOfInput();

            assertThat(sub.lines()).containsExactly("news\tgood");
            assertThat(pub.status()).isZero();
        }
    }

    @Test
    @DisplayName("--file is one message, --count times")
    void a_file_is_a_message() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("picture"), new byte[] {1, '\n', 2});
        try (ZmqProcess pull = bound("pull --output hex --count 2");
                ZmqProcess push = ZmqProcess.start("push --count 2 --file", file, "--connect", pull.bound())) {
            assertThat(push.status()).isZero();
            assertThat(pull.lines()).containsExactly("010a02", "010a02");
        }
    }

    @Test
    @DisplayName("--events prints what happens, --stats a sum at the end, to standard error alone")
    void events_and_stats() throws IOException, InterruptedException {
        try (ZmqProcess pull = bound("pull --count 2 --events --stats --io nio");
                ZmqProcess push = ZmqProcess.start("push --stats --connect", pull.bound())) {
            push.input("a", "b").endOfInput();

            assertThat(pull.lines()).containsExactly("a", "b");
            assertThat(pull.errors()).contains("event listening tcp://127.0.0.1:", "event handshake-succeeded tcp://",
                    "type=PUSH version=3.1",
                    "received 2 messages (0.0 MB), dropped 0");
            assertThat(push.errors()).contains("sent 2 messages");
        }
    }

    @Test
    @DisplayName("a million lines through a pipe arrive without loss, in order")
    void a_million_lines() throws IOException, InterruptedException {
        int count = 1_000_000;
        try (ZmqProcess pull = bound("pull --output none --stats --count " + count);
                ZmqProcess push = ZmqProcess.start("push --connect", pull.bound())) {
            StringBuilder all = new StringBuilder();
            for (int i = 1; i <= count; i++) {
                all.append(i).append('\n');
            }
            push.stdin().write(all.toString().getBytes(UTF_8));
            push.endOfInput();

            assertThat(push.status()).isZero();
            assertThat(push.errors()).isEmpty();
            assertThat(pull.status()).isZero();
            assertThat(pull.errors()).contains("received " + count + " messages");
        }
    }
}
