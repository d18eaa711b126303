package io.reactivezmq.samples.cli;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.cli.codec.LineBuffer;
import io.reactivezmq.samples.cli.codec.MessageCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Standard output, on a thread of its own. While messages keep coming they are written in blocks; as soon as none waits, what there
 * is goes out, so a lone message is seen at once.
 */
final class Printer {

    private static final int BLOCK = 64 * 1024;
    private static final int AHEAD = 1024;

    private final OutputStream out;
    private final @Nullable MessageCodec codec;
    private final Scheduler thread = Schedulers.newSingle("output", true);
    private final LineBuffer lines = new LineBuffer();
    private final Sinks.Empty<Void> broken = Sinks.empty();
    private boolean flushScheduled;
    private volatile boolean writing;

    Printer(OutputStream out, Format.Output output) {
        this.out = out;
        this.codec = output.silent() ? null : output.format().codec();
    }

    /** For verbs that print nothing. */
    static Printer none() {
        return new Printer(OutputStream.nullOutputStream(), new Format.Output(true, Format.LINES));
    }

    /**
     * Passes the messages on, each after it was printed. Completes when nobody reads standard output any more, fails when it cannot
     * be written.
     */
    <T> Flux<T> printing(Flux<T> messages, Function<T, ZmqMessage> content) {
        if (codec == null) {
            return messages;
        }
        return messages.takeUntilOther(broken.asMono()).publishOn(thread, AHEAD)
                .doOnNext(message -> print(codec, content.apply(message)));
    }

    private void print(MessageCodec form, ZmqMessage message) {
        form.encode(message, lines);
        if (lines.size() >= BLOCK) {
            write();
        } else if (!flushScheduled) {
            // It runs on this very thread, behind the loop that prints whatever waits.
            flushScheduled = true;
            thread.schedule(this::flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        write();
    }

    private void write() {
        writing = true;
        try {
            lines.drainTo(out);
            out.flush();
        } catch (IOException failure) {
            if (isClosedPipe(failure)) {
                broken.tryEmitEmpty();
            } else {
                broken.tryEmitError(CliFailure.runtime("standard output cannot be written: " + failure.getMessage(), failure));
            }
        } finally {
            writing = false;
        }
    }

    /** Whoever read has seen enough, as {@code head} does: no reason to complain. */
    private static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Whether it waits for the reader of standard output. */
    boolean isWriting() {
        return writing;
    }

    /** Writes what there is and ends the thread; waits as long as the reader of standard output makes it. */
    void finish() {
        thread.disposeGracefully().block();
    }
}
