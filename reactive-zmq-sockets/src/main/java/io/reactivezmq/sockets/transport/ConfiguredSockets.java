package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.util.function.Consumer;
import reactor.netty.resources.LoopResources;

/** Sets up a socket before it is bound or connected, which reactor-netty would try too, but only log what fails. */
record ConfiguredSockets(LoopResources loops, TcpSettings settings, Consumer<Channel> prepare) implements LoopResources {

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops.onServer(useNative);
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> channelType, EventLoopGroup group) {
        C channel = loops.onChannel(channelType, group);
        try {
            prepare.accept(channel);
            settings.apply(channel);
            return channel;
        } catch (RuntimeException refused) {
            channel.unsafe().closeForcibly(); // nobody else knows it yet
            throw refused;
        }
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> channelType, EventLoopGroup group) {
        return loops.onChannelClass(channelType, group);
    }
}
