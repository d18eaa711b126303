package io.reactivezmq.samples.cli;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.options.SocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every socket can be told. */
final class ConnectionArguments {

    @Option(names = "--bind", paramLabel = "ENDPOINT", converter = Endpoints.Bind.class,
            description = "Listen here, such as tcp://*:5555 or ipc:///tmp/feed; repeatable. What was bound is told if it "
                    + "differs, as with tcp://127.0.0.1:*.")
    private List<Endpoint> binds = new ArrayList<>();

    @Option(names = "--connect", paramLabel = "ENDPOINT", converter = Endpoints.Connect.class,
            description = "Connect to it, now and after every loss; repeatable.")
    private List<Endpoint> connects = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "DURATION", converter = Numbers.Positive.class,
            description = "Exit with 3 when for so long (500ms, 2s, 1m) there is no first peer, nothing is received, or no peer "
                    + "takes a message. Default: wait for ever.")
    private @Nullable Duration timeout;

    @Mixin
    private SocketArguments common = new SocketArguments();

    @Mixin
    private SecurityArguments security = new SecurityArguments();

    List<Endpoint> binds() {
        return binds;
    }

    List<Endpoint> connects() {
        return connects;
    }

    @Nullable Duration timeout() {
        return timeout;
    }

    SocketArguments common() {
        return common;
    }

    void applyTo(SocketOptions.Builder options) {
        if (binds.isEmpty() && connects.isEmpty()) {
            throw CliFailure.usage("nothing to talk to: give --bind ENDPOINT or --connect ENDPOINT");
        }
        common.applyTo(options);
        security.applyTo(options);
    }
}
