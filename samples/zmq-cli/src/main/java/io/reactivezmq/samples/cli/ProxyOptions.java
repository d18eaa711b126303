package io.reactivezmq.samples.cli;

import io.reactivezmq.core.options.SocketOptions;
import java.util.List;

/**
 * What the sockets of a proxy are told. Those that bind are the servers of PLAIN or CURVE and those that connect the clients, as
 * far as there is security for them.
 */
record ProxyOptions(SocketOptions binding, SocketOptions connecting) {

    static ProxyOptions of(SocketArguments common, SecurityArguments security, List<ProxySide> sides) {
        if (security.isServer() && sides.stream().allMatch(ProxySide::connects)) {
            throw CliFailure.usage("--plain-server and --curve-server-file are for sockets that bind, and here all connect: "
                    + "write TYPE:ENDPOINT without +connect, or use --plain-user or --curve-server-key");
        }
        if (security.isClient() && sides.stream().noneMatch(ProxySide::connects)) {
            throw CliFailure.usage("--plain-user and --curve-server-key are for sockets that connect, and here all bind: "
                    + "write TYPE+connect:ENDPOINT, or use --plain-server or --curve-server-file");
        }
        SocketOptions.Builder binding = SocketOptions.builder();
        common.applyTo(binding);
        security.applyServerTo(binding);
        SocketOptions.Builder connecting = SocketOptions.builder();
        common.applyTo(connecting);
        security.applyClientTo(connecting);
        return new ProxyOptions(binding.build(), connecting.build());
    }

    SocketOptions of(ProxySide side) {
        return side.connects() ? connecting : binding;
    }
}
