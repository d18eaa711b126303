package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.UnixChannel;
import reactor.netty.resources.LoopResources;

/** The event loops for ipc, whose channels take Netty's addresses on every I/O. */
record IpcLoops(LoopResources loops) implements LoopResources {

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops.onServer(useNative);
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> channelType, EventLoopGroup group) {
        // the channels of NIO have no type in common with the native ones; reactor-netty wants no more than a channel
        C channel = loops.onChannel(channelType, group);
        if (!(channel instanceof UnixChannel)) {
            channel.pipeline().addFirst(NioUnixAddresses.INSTANCE);
        }
        return channel;
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> channelType, EventLoopGroup group) {
        return loops.onChannelClass(channelType, group);
    }
}
