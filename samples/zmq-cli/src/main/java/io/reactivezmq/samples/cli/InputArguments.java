package io.reactivezmq.samples.cli;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.cli.codec.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where messages to send come from, and how fast. */
final class InputArguments {

    /** What the library lets a message have where nothing else is said. */
    private static final int MAX_SIZE = 256 << 20;

    private final Format usual;

    @Option(names = "--input", paramLabel = "FORMAT",
            description = "What standard input has: lines, escaped, text, jsonl or hex; see below.")
    private @Nullable Format format;

    @Option(names = "--file", paramLabel = "PATH",
            description = "Send this file as one message instead of standard input, --count times.")
    private @Nullable Path file;

    @Option(names = "--rate", paramLabel = "N", converter = Numbers.Rate.class,
            description = "Send N messages a second.")
    private @Nullable Double rate;

    /** Lines are messages as they are. */
    InputArguments() {
        this(Format.LINES);
    }

    /** @param usual the format where none is given */
    InputArguments(Format usual) {
        this.usual = usual;
    }

    /** Nanoseconds between two messages; 0 for as fast as it goes. */
    Pace pace() {
        return rate == null ? Pace.unlimited() : Pace.of(rate, System::nanoTime);
    }

    /**
     * The messages.
     *
     * @param count how often a file is sent; standard input is read to its end
     */
    BlockingSource.Messages messages(InputStream in, long count) {
        if (file == null) {
            LineReader reader = new LineReader(in, (format == null ? usual : format).codec(), MAX_SIZE);
            return () -> {
                try {
                    return reader.next();
                } catch (IOException unreadable) {
                    throw CliFailure.runtime("standard input, " + unreadable.getMessage(), unreadable);
                }
            };
        }
        if (format != null) {
            throw CliFailure.usage("--input and --file exclude each other: a file is sent as it is");
        }
        return repeated(read(file), count);
    }

    private static BlockingSource.Messages repeated(ZmqMessage message, long count) {
        long[] left = {count};
        return () -> left[0]-- > 0 ? message : null;
    }

    private static ZmqMessage read(Path file) {
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw CliFailure.usage("--file " + file + " has more than " + MAX_SIZE
                        + " bytes, which is the most a message may have");
            }
            return ZmqMessage.wrap(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw CliFailure.usage("--file " + file + " cannot be read: " + FileTrouble.of(unreadable), unreadable);
        }
    }
}
