package io.reactivezmq.sockets;

import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import java.util.concurrent.TimeUnit;

/**
 * One channel as the ring knows it, and two faults that Netty 4.2 leaves open there and not with epoll or NIO.
 * <ul>
 *   <li>A read's buffer is allocated before the read. When no memory is left for it, the error would end the event loop's
 *       thread and every connection on it; here it ends the connection that asked.
 *   <li>A hang-up is polled for once. When the reading that follows it is cut short because the application has paused, a
 *       reset would never be seen, as nothing more arrives that could announce it; here that reading goes on to the end.
 * </ul>
 * Confined to the event loop.
 */
@SuppressWarnings("try") // of close(), whose throws clause is the interface's
final class GuardedRingHandle implements IoUringIoHandle {

    /** Numbers of the Linux kernel's interface, the same on every architecture that Netty supports. */
    private static final byte OP_POLL_ADD = 6;
    private static final byte OP_RECV = 27;
    private static final int POLL_RDHUP = 0x2000;
    private static final int CANCELED = -125;

    private static final int REST_SECONDS = 1;

    private final IoUringIoHandle handle;
    private boolean hungUp;

    GuardedRingHandle(IoUringIoHandle handle) {
        this.handle = handle;
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        try {
            handle.handle(registration, event);
            readOnAfterHangUp(registration, (IoUringIoEvent) event);
        } catch (OutOfMemoryError exhausted) {
            contain(channel(), exhausted);
        }
    }

    private Channel channel() {
        return ((Channel.Unsafe) handle).voidPromise().channel();
    }

    private void readOnAfterHangUp(IoRegistration registration, IoUringIoEvent event) {
        if (event.opcode() == OP_POLL_ADD) {
            hungUp |= event.res() > 0 && (event.res() & POLL_RDHUP) != 0;
        } else if (hungUp && event.opcode() == OP_RECV && (event.res() > 0 || event.res() == CANCELED) && channel().isOpen()) {
            handle.handle(registration, new IoUringIoEvent(POLL_RDHUP, 0, OP_POLL_ADD, 0L));
        }
    }

    private static void contain(Channel channel, OutOfMemoryError exhausted) {
        channel.pipeline().fireExceptionCaught(exhausted);
        if (channel instanceof DuplexChannel) {
            channel.close();
        } else {
            // a listener, or the socket of the name service: many depend on it, so it rests and goes on
            channel.config().setAutoRead(false);
            channel.eventLoop().schedule(() -> channel.config().setAutoRead(true), REST_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void registered() {
        handle.registered();
    }

    @Override
    public void unregistered() {
        handle.unregistered();
    }

    @Override
    public void close() throws Exception {
        handle.close();
    }
}
