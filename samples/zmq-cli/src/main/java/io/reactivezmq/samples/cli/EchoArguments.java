package io.reactivezmq.samples.cli;

import picocli.CommandLine.Option;

/** Whether to answer by itself. */
final class EchoArguments {

    @Option(names = "--echo", description = "Send back what is received; standard input is not read.")
    private boolean echo;

    boolean echo() {
        return echo;
    }
}
