package io.reactivezmq.sockets;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The incubator's io_uring closes no channel while a write is in flight, which a peer that does not read keeps there for ever, and
 * gives a listener's address back some time after it has told that it is closed. A shutdown ends the one, after a moment in
 * which the write may still succeed, and does the other at once.
 */
@Sharable
final class ShutdownOnClose extends ChannelOutboundHandlerAdapter {

    static final ShutdownOnClose INSTANCE = new ShutdownOnClose();

    private static final Logger LOG = Loggers.getLogger(ShutdownOnClose.class);
    private static final int PATIENCE_MILLIS = 100;

    private ShutdownOnClose() {
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        Channel channel = ctx.channel();
        if (channel instanceof ServerChannel) {
            shutdown(channel);
        }
        ctx.close(promise);
        if (channel.isOpen()) {
            ctx.executor().schedule(() -> shutdown(channel), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void shutdown(Channel channel) {
        if (channel.isOpen() && channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            try {
                socket.shutdown(true, true);
            } catch (IOException failed) {
                LOG.debug("closing without a shutdown before it", failed); // it is closed or reset already
            }
        }
    }
}
