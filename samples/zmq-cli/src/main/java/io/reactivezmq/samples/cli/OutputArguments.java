package io.reactivezmq.samples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to do with messages that come in. */
final class OutputArguments {

    private final Format usual;

    @Option(names = "--output", paramLabel = "FORMAT", converter = Format.Output.Converter.class,
            description = "What to print: lines, escaped, text, jsonl, hex or none; see below.")
    private Format.@Nullable Output format;

    /** What is printed is text, as far as this verb knows. */
    OutputArguments() {
        this(Format.LINES);
    }

    /** @param usual the format where none is given, and nobody looks: no message tells a terminal what to do */
    OutputArguments(Format usual) {
        this.usual = usual;
    }

    /** On the descriptor itself: {@code System.out} keeps errors to itself. */
    Printer printer() {
        return new Printer(new FileOutputStream(FileDescriptor.out), format == null ? ungiven() : format);
    }

    private Format.Output ungiven() {
        return new Format.Output(false, Terminal.isOutput() ? Format.ESCAPED : usual);
    }
}
