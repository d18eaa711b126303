package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.options.SocketOptions;

/**
 * What a socket and its pattern are made from.
 *
 * @param home the event loop of the pipes that the socket connects; accepted ones are spread over all loops
 */
record SocketSetup(SocketType type, SocketOptions options, ContextResources resources, EventLoop home, DropCounters drops) {

    static SocketSetup of(SocketType type, SocketOptions options, ContextResources resources) {
        return new SocketSetup(type, options, resources, resources.loops().next(), new DropCounters());
    }
}
