package io.reactivezmq.sockets.transport;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * NIO has Unix domain sockets under addresses of the JDK, while reactor-netty knows Netty's alone: this translates, right
 * before the channel.
 */
@ChannelHandler.Sharable
final class NioUnixAddresses extends ChannelOutboundHandlerAdapter {

    static final NioUnixAddresses INSTANCE = new NioUnixAddresses();

    private NioUnixAddresses() {
    }

    @Override
    public void bind(ChannelHandlerContext ctx, SocketAddress local, ChannelPromise promise) {
        ctx.bind(translate(local), promise);
    }

    @Override
    public void connect(
            ChannelHandlerContext ctx, SocketAddress remote, @Nullable SocketAddress local, ChannelPromise promise) {
        ctx.connect(translate(remote), local, promise);
    }

    private static SocketAddress translate(SocketAddress address) {
        return address instanceof DomainSocketAddress unix ? UnixDomainSocketAddress.of(unix.path()) : address;
    }
}
