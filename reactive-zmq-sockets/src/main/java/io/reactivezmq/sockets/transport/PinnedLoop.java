package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import reactor.netty.resources.LoopResources;

/** Gives reactor-netty the one event loop that a pipe lives on: a reconnect must not move it. */
record PinnedLoop(LoopResources loops, EventLoop loop) implements LoopResources {

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loop;
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> channelType, EventLoopGroup group) {
        return loops.onChannel(channelType, group);
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> channelType, EventLoopGroup group) {
        return loops.onChannelClass(channelType, group);
    }
}
