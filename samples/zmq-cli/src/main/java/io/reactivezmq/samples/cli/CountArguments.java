package io.reactivezmq.samples.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When to stop. */
final class CountArguments {

    @Option(names = "--count", paramLabel = "N", converter = Numbers.Count.class,
            description = "Exit after N messages: those sent on push and pub, those answered on req and rep, else those received.")
    private @Nullable Long count;

    @Nullable Long count() {
        return count;
    }
}
