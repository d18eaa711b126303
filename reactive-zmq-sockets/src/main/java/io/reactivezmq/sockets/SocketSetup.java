package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.options.SocketOptions;

/**
 * What a socket and its pattern are made from.
 *
 * @param home the event loop of the pipes that the socket connects; accepted ones are spread over all loops
 */
record SocketSetup(SocketType type, SocketOptions options, ContextResources resources, EventLoop home, DropCounters drops,
        EventHub<SocketEvent> events) {

    static SocketSetup of(SocketType type, SocketOptions options, ContextResources resources) {
        DropCounters drops = new DropCounters();
        return new SocketSetup(type, options, resources, resources.loops().next(), drops,
                new EventHub<>(lost -> drops.add(DropReason.EVENT_OVERFLOW, lost)));
    }
}
