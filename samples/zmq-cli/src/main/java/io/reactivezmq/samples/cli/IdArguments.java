package io.reactivezmq.samples.cli;

import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.options.SocketOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The name under which a ROUTER knows this socket. */
final class IdArguments {

    @Option(names = "--id", paramLabel = "ID", description = "Routing id: the name under which a ROUTER peer knows this socket.")
    private @Nullable String id;

    void applyTo(SocketOptions.Builder options) {
        if (id != null) {
            try {
                options.routingId(id);
            } catch (ZmqOptionException wrong) {
                throw CliFailure.usage("--id is " + wrong.value() + ", legal is " + wrong.legalRange(), wrong);
            }
        }
    }
}
