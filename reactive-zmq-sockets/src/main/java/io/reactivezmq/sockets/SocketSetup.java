package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.options.RoutingOptions;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.options.SocketOptions;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a socket and its pattern are made from.
 *
 * @param home the event loop of the pipes that the socket connects; accepted ones are spread over all loops
 */
record SocketSetup(SocketType type, LiveOptions live, ContextResources resources, EventLoop home, DropCounters drops,
        EventHub<SocketEvent> events) {

    private static final Set<SocketType> CONFLATING =
            EnumSet.of(SocketType.PUSH, SocketType.PULL, SocketType.PUB, SocketType.SUB, SocketType.DEALER);

    static SocketSetup of(SocketType type, SocketOptions options, ContextResources resources) {
        requireLegal(type, options);
        DropCounters drops = new DropCounters();
        return new SocketSetup(type, new LiveOptions(options), resources, resources.loops().next(), drops,
                new EventHub<>(lost -> drops.add(DropReason.EVENT_OVERFLOW, lost)));
    }

    /** Raises {@link ZmqOptionException} (EINVAL) for options that this type of socket cannot honour. */
    static void requireLegal(SocketType type, SocketOptions options) {
        if (options.queues().conflate() && !CONFLATING.contains(type)) {
            throw new ZmqOptionException("queues.conflate", "true",
                    "false for a " + type + " socket: only " + CONFLATING + " can lose all but the newest message");
        }
        RoutingOptions routing = options.routing();
        if (type == SocketType.REP && (routing.notifyConnect() || routing.notifyDisconnect())) {
            throw new ZmqOptionException(routing.notifyConnect() ? "routing.notifyConnect" : "routing.notifyDisconnect", "true",
                    "false for a REP socket, whose service would be asked to answer each notice: watch events() instead");
        }
        SecurityOptions security = options.security();
        if (security.enforceZapDomain() && security.zapDomain().isEmpty()) {
            throw new ZmqOptionException("security.enforceZapDomain", "true",
                    "false without a security.zapDomain: set the domain that is to be enforced");
        }
        if (type == SocketType.STREAM && !security.equals(SecurityOptions.defaults())) {
            throw new ZmqOptionException("security", security.mechanism().mechanism(),
                    "SecurityOptions.defaults() for a STREAM socket, whose peers speak no ZMTP and prove nothing");
        }
    }

    /** The options as they are now. */
    SocketOptions options() {
        return live.get();
    }
}
