package io.reactivezmq.samples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import picocli.CommandLine.Option;

/** What to do with messages that come in. */
final class OutputArguments {

    @Option(names = "--output", paramLabel = "FORMAT", converter = Format.Output.Converter.class,
            description = "What to print: lines (default), text, jsonl, hex or none; see below.")
    private Format.Output format = Format.Output.LINES;

    /** On the descriptor itself: {@code System.out} keeps errors to itself. */
    Printer printer() {
        return new Printer(new FileOutputStream(FileDescriptor.out), format);
    }
}
