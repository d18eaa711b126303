package io.reactivezmq.sockets.connection;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.reactivezmq.codec.netty.ZmtpHandshakeHandler;
import java.util.concurrent.RejectedExecutionException;

/** The moment at which a channel is closed and its handlers have been told. */
final class ChannelEnd {

    private ChannelEnd() {
    }

    /**
     * Runs an action then, on the channel's event loop. The close future completes first; the task that tells the handlers is
     * queued right behind it, so the action comes two tasks later, or when the work of a handshake is done that is under way.
     */
    static void whenTold(Channel channel, Runnable action) {
        EventLoop loop = channel.eventLoop();
        Runnable told = () -> ZmtpHandshakeHandler.whenTold(channel, action);
        channel.closeFuture().addListener(closed -> later(loop, () -> later(loop, told)));
    }

    private static void later(EventLoop loop, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException shutDown) {
            task.run();
        }
    }
}
