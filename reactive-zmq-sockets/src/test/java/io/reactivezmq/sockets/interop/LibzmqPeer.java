package io.reactivezmq.sockets.interop;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.ZmqMessage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process that runs {@code peer.py}, and is destroyed when the test is over. */
final class LibzmqPeer implements Peer {

    private static final int EXIT_SECONDS = 10;

    private final Process process;
    private final BufferedWriter commands;
    private final Queue<CompletableFuture<String>> unanswered = new ConcurrentLinkedQueue<>();

    LibzmqPeer(List<String> commandLine) {
        try {
            process = new ProcessBuilder(commandLine).redirectErrorStream(true).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        commands = process.outputWriter(StandardCharsets.US_ASCII);
        Thread reader = new Thread(this::readAnswers, "libzmq-peer-answers");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAnswers() {
        StringBuilder unexpected = new StringBuilder();
        try (BufferedReader answers = process.inputReader(StandardCharsets.US_ASCII)) {
            String line;
            while ((line = answers.readLine()) != null) {
                CompletableFuture<String> answer;
                if (line.startsWith("ok") && (answer = unanswered.poll()) != null) {
                    answer.complete(line.substring(2).strip());
                } else if (line.startsWith("error") && (answer = unanswered.poll()) != null) {
                    answer.completeExceptionally(new IllegalStateException(line));
                } else {
                    unexpected.append(line).append('\n');
                }
            }
        } catch (IOException closed) {
            unexpected.append(closed);
        }
        CompletableFuture<String> answer;
        while ((answer = unanswered.poll()) != null) {
            answer.completeExceptionally(new IllegalStateException("the process has ended: " + unexpected));
        }
    }

    private synchronized CompletableFuture<String> tell(String command, Object... words) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        unanswered.add(answer);
        try {
            commands.write(Stream.concat(Stream.of(command), Arrays.stream(words)).map(Object::toString)
                    .collect(Collectors.joining(" ", "", "\n")));
            commands.flush();
        } catch (IOException gone) {
            answer.completeExceptionally(gone);
        }
        return answer;
    }

    private CompletableFuture<Void> order(String command, Object... words) {
        return tell(command, words).thenAccept(nothing -> { });
    }

    private static Object[] words(byte[]... several) {
        return Arrays.stream(several).map(bytes -> "x" + HexFormat.of().formatHex(bytes)).toArray();
    }

    @Override
    public CompletableFuture<Void> open(SocketType type, String... options) {
        return order("open", Stream.concat(Stream.of(type.wireName()), Arrays.stream(options)).toArray());
    }

    @Override
    public CompletableFuture<String> bind(String endpoint) {
        return tell("bind", endpoint);
    }

    @Override
    public CompletableFuture<Void> connect(String endpoint) {
        return order("connect", endpoint);
    }

    @Override
    public CompletableFuture<Void> closeSocket() {
        return order("close");
    }

    @Override
    public CompletableFuture<Void> subscribe(byte[]... topics) {
        return order("subscribe", words(topics));
    }

    @Override
    public CompletableFuture<Void> unsubscribe(byte[]... topics) {
        return order("unsubscribe", words(topics));
    }

    @Override
    public CompletableFuture<Void> send(byte[]... frames) {
        return order("send", words(frames));
    }

    @Override
    public CompletableFuture<ZmqMessage> receive() {
        return tell("receive").thenApply(frames -> ZmqMessage.wrap(Arrays.stream(frames.split(" "))
                .map(frame -> HexFormat.of().parseHex(frame, 1, frame.length()))
                .toArray(byte[][]::new)));
    }

    /** Sends the value of this JSON with pyzmq's send_json. */
    CompletableFuture<Void> sendJson(String json) {
        return order("send_json", words(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** The next message as pyzmq's recv_json reads it, as JSON in ASCII with sorted keys. */
    CompletableFuture<String> receiveJson() {
        return tell("receive_json").thenApply(word -> Objects.requireNonNull(text(word)));
    }

    /** Receives one message; for each name zmq_msg_gets of its last frame, or null. */
    CompletableFuture<List<@Nullable String>> receiveProperties(String... names) {
        return tell("receive_properties", (Object[]) names).thenApply(answer -> Arrays.stream(answer.split(" "))
                .map(LibzmqPeer::text).collect(Collectors.toCollection(ArrayList::new)));
    }

    /** Starts pyzmq's own authenticator, before the socket is opened: lets in these users, each {@code name:password}. */
    CompletableFuture<Void> authenticate(String... users) {
        return order("authenticate", (Object[]) users);
    }

    /** Starts a ZAP handler before the socket is opened: it answers with these statuses, and further on with the last of them. */
    CompletableFuture<Void> answerZap(Integer... statuses) {
        return order("answer_zap", (Object[]) statuses);
    }

    /** Remembers the socket's events from now on. */
    CompletableFuture<Void> monitor() {
        return order("monitor");
    }

    /** The value of the next event with this name, such as {@code HANDSHAKE_FAILED_AUTH}. */
    CompletableFuture<Integer> nextEvent(String name) {
        return tell("await_event", name).thenApply(Integer::valueOf);
    }

    private static @Nullable String text(String word) {
        return word.equals("none") ? null : new String(HexFormat.of().parseHex(word, 1, word.length()), StandardCharsets.UTF_8);
    }

    @Override
    public CompletableFuture<Void> skipTo(byte[] firstFrame) {
        return order("skip_to", words(firstFrame));
    }

    @Override
    public CompletableFuture<Void> echoTopics(int count) {
        return order("echo_topics", count);
    }

    @Override
    public CompletableFuture<Void> sendCargo(int first, int count) {
        return order("send_cargo", first, count);
    }

    @Override
    public CompletableFuture<Void> receiveCargo(int first, int count) {
        return order("receive_cargo", first, count);
    }

    @Override
    public CompletableFuture<Integer> flood(int first, int most, Duration wouldBlock) {
        return tell("flood", first, most, wouldBlock.toMillis()).thenApply(Integer::valueOf);
    }

    /** The process stands still from now on: its connections stay open and say nothing. */
    void freeze() {
        try {
            int exit = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -STOP failed: " + exit);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
