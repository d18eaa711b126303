package io.reactivezmq.samples.cli;

import picocli.CommandLine.Option;

/** What every verb has. No short options anywhere: a key may begin with "-h". */
final class HelpArguments {

    @Option(names = "--help", usageHelp = true, description = "Print this help.")
    private boolean help;

    @Option(names = "--verbose", description = "Print a stack trace with an error.")
    private boolean verbose;

    /** Whether that is wanted. */
    boolean verbose() {
        return verbose;
    }
}
