package io.reactivezmq.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** How the jar ends: at a deadline, on a signal, when nobody reads, with wrong input. */
class ZmqCliEndsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LOOPBACK = "tcp://127.0.0.1:*";

    private final ZmqContext zmq = ZmqContext.create();
    @TempDir
    private Path folder;

    /** Reads one message and then nothing any more, which TCP tells its peer. */
    private Endpoint unread() {
        return zmq.pull(options -> options.queues(queues -> queues.receiveHighWaterMark(1))).bindNow(LOOPBACK);
    }

    @AfterEach
    void close() {
        zmq.close();
    }

    private static String nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "tcp://127.0.0.1:" + free.getLocalPort();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "pub", "req", "dealer", "router", "pull", "sub"})
    @DisplayName("a peer that is missing: status 3 after --timeout, and why in one line")
    void a_missing_peer_is_told(String verb) throws IOException, InterruptedException {
        try (ZmqProcess process = ZmqProcess.start(verb + " --timeout 1s --connect", nobody())) {
            process.input("hello").endOfInput();

            assertThat(process.status()).isEqualTo(3);
            assertThat(process.errors()).containsPattern("(no peer to send to within|nothing received for) 1s: ")
                    .doesNotContain("\tat ");
            assertThat(process.lines()).isEmpty();
        }
    }

    @Test
    @DisplayName("a silence of --timeout after messages: what came is printed, status 3")
    void a_silence_is_told() throws InterruptedException {
        PushSocket push = zmq.push();
        Endpoint endpoint = push.bindNow(LOOPBACK);
        try (ZmqProcess pull = ZmqProcess.start("pull --timeout 3s --connect", endpoint)) {
            push.send(ZmqMessage.of("only")).block(LIMIT);

            assertThat(pull.status()).isEqualTo(3);
            assertThat(pull.lines()).containsExactly("only");
            assertThat(pull.errors()).contains("nothing received for 3s");
        }
    }

    @Test
    @DisplayName("an address in use: status 1, one line, the option and what to do; --verbose adds the stack trace")
    void an_address_in_use_is_told() throws InterruptedException {
        Endpoint taken = zmq.pull().bindNow(LOOPBACK);
        try (ZmqProcess quiet = ZmqProcess.start("pull --bind", taken);
                ZmqProcess verbose = ZmqProcess.start("pull --verbose --bind", taken)) {
            assertThat(quiet.status()).isOne();
            assertThat(quiet.errors().lines()).hasSize(1).first().asString().startsWith("--bind: ").contains(taken.toString());
            assertThat(verbose.errors()).contains("\tat ");
        }
    }

    @Test
    @DisplayName("a line that is no message: status 1 and its number; what came before it is sent")
    void a_wrong_line_is_told() throws IOException, InterruptedException {
        PullSocket pull = zmq.pull();
        BlockingQueue<ZmqMessage> received = new LinkedBlockingQueue<>();
        pull.receive().subscribe(received::add);
        try (ZmqProcess push = ZmqProcess.start("push --input jsonl --connect", pull.bindNow(LOOPBACK))) {
            push.input("{\"frames\":[\"good\"]}", "bad").endOfInput();

            assertThat(push.status()).isOne();
            assertThat(push.errors()).contains("standard input, line 2: ").doesNotContain("\tat ");
            assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(ZmqMessage.of("good"));
        }
    }

    @Test
    @DisplayName("what a peer does not take within --linger after the end of input: status 1, and how many messages that were")
    void what_is_left_is_told() throws IOException, InterruptedException {
        Path large = Files.write(folder.resolve("large"), new byte[16 << 20]);
        try (ZmqProcess push = ZmqProcess.start("push --linger 200ms --count 2 --file", large, "--connect", unread())) {
            assertThat(push.status()).isOne();
            assertThat(push.errors()).contains("not delivered within --linger 200ms");
        }
    }

    @Test
    @DisplayName("a peer that takes nothing any more: status 3 after --timeout, although lines are left")
    void a_stalled_peer_is_told() throws IOException, InterruptedException {
        Path large = Files.write(folder.resolve("large"), new byte[16 << 20]);
        try (ZmqProcess push = ZmqProcess.start("push --linger 0s --hwm 1 --timeout 4s --count 100000 --file",
                large, "--connect", unread())) {
            assertThat(push.status()).isEqualTo(3);
            assertThat(push.errors()).contains("no peer has taken a message for 4s");
        }
    }

    @Test
    @DisplayName("SIGTERM while sending: what was read from the pipe arrives without a gap, status 143")
    void a_signal_drains() throws IOException, InterruptedException {
        PullSocket pull = zmq.pull();
        BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
        pull.receive().subscribe(message -> received.add(Integer.valueOf(message.frameAsString(0))));
        try (ZmqProcess push = ZmqProcess.start("push --connect", pull.bindNow(LOOPBACK))) {
            Thread writer = new Thread(() -> writeNumbers(push));
            writer.setDaemon(true);
            writer.start();
            assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo(1);
            push.terminate();

            assertThat(push.status()).isEqualTo(143);
            assertThat(push.errors()).doesNotContain("not delivered", "\tat ");
            writer.join();
        }
        pull.close();
        assertThat(List.copyOf(received)).isEqualTo(IntStream.range(2, received.size() + 2).boxed().toList());
    }

    /** Until nobody reads. */
    private static void writeNumbers(ZmqProcess process) {
        try {
            for (int i = 1; true; i++) {
                process.stdin().write((i + "\n").getBytes(UTF_8));
            }
        } catch (IOException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("SIGTERM while a peer takes nothing: the end comes after --linger all the same, and tells what was left")
    void a_signal_does_not_wait_for_ever() throws IOException, InterruptedException {
        Path large = Files.write(folder.resolve("large"), new byte[16 << 20]);
        try (ZmqProcess push = ZmqProcess.start("push --stats --linger 300ms --hwm 1 --count 100000 --file",
                large, "--connect", unread())) {
            push.message("sent 0 msg/s .* total [1-9]");
            push.terminate();

            assertThat(push.status()).isEqualTo(143);
            assertThat(push.errors()).contains("not delivered within --linger 300ms");
        }
    }

    @Test
    @DisplayName("SIGTERM while receiving: what was received is printed, status 143")
    void a_signal_prints_what_there_is() throws InterruptedException {
        PushSocket push = zmq.push();
        try (ZmqProcess pull = ZmqProcess.start("pull --connect", push.bindNow(LOOPBACK))) {
            push.send(Flux.range(1, 100).map(i -> ZmqMessage.of(String.valueOf(i)))).block(LIMIT);
            assertThat(pull.line()).isEqualTo("1");
            pull.terminate();

            assertThat(pull.status()).isEqualTo(143);
            assertThat(pull.errors()).doesNotContain("\tat ");
        }
    }

    @Test
    @DisplayName("when nobody reads standard output any more, as with head, it ends quietly")
    void a_broken_pipe_is_quiet() throws IOException, InterruptedException {
        PushSocket push = zmq.push();
        ProcessBuilder head = new ProcessBuilder("/usr/bin/head", "-n", "1").redirectOutput(ProcessBuilder.Redirect.DISCARD);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/head")), "no head");
        List<Process> pipeline = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder(ZmqProcess.command("pull --connect", push.bindNow(LOOPBACK))), head));
        try {
            push.send(ZmqMessage.of("first")).block(LIMIT);
            assertThat(pipeline.get(1).waitFor(60, TimeUnit.SECONDS)).isTrue();
            push.send(ZmqMessage.of("second")).block(LIMIT);

            assertThat(pipeline.get(0).waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(pipeline.get(0).exitValue()).isZero();
            assertThat(pipeline.get(0).getErrorStream().readAllBytes()).asString(UTF_8).doesNotContain("pipe", "\tat ");
        } finally {
            pipeline.forEach(Process::destroyForcibly);
        }
    }
}
