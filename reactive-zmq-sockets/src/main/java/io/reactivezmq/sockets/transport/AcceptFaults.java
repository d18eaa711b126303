package io.reactivezmq.sockets.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.Errors.NativeIoException;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import java.util.function.Consumer;
import reactor.netty.DisposableServer;

/**
 * Reports what goes wrong in accepting. The acceptor of reactor-netty behind it takes a rest of a second then, so that a
 * process that is out of file descriptors does not spin, and accepts again.
 */
final class AcceptFaults extends ChannelInboundHandlerAdapter {

    /** EMFILE and ENFILE as Netty's native transports report them on Linux and macOS. */
    private static final int PROCESS_LIMIT = -24;
    private static final int SYSTEM_LIMIT = -23;

    private final Consumer<ZmqException> told;

    private AcceptFaults(Consumer<ZmqException> told) {
        this.told = told;
    }

    static void watch(DisposableServer server, Consumer<ZmqException> told) {
        server.channel().pipeline().addFirst(new AcceptFaults(told));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        told.accept(new ZmqConnectionException(code(cause), "cannot accept: " + cause
                + "; free file descriptors or memory, or raise their limits, and accepting goes on", cause));
        ctx.fireExceptionCaught(cause);
    }

    /** NIO gives no more than a text, so its errors have no name of their own. */
    private static ErrorCode code(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return ErrorCode.ENOBUFS;
        }
        return cause instanceof NativeIoException errno
                && (errno.expectedErr() == PROCESS_LIMIT || errno.expectedErr() == SYSTEM_LIMIT)
                ? ErrorCode.EMFILE : ErrorCode.EIO;
    }
}
