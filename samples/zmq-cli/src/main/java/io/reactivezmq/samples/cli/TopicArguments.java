package io.reactivezmq.samples.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What to subscribe to. */
final class TopicArguments {

    @Option(names = "--topic", paramLabel = "PREFIX", description = "Messages that begin so; repeatable; default: all messages.")
    private List<String> topics = new ArrayList<>();

    List<String> topics() {
        return topics.isEmpty() ? List.of("") : topics;
    }
}
