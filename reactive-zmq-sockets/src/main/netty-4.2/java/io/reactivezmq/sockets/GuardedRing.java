package io.reactivezmq.sockets;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoHandle;

/** An io_uring handler whose channels are guarded by {@link GuardedRingHandle}: what one of them suffers stays with it. */
final class GuardedRing implements IoHandler {

    private final IoHandler ring;

    GuardedRing(IoHandler ring) {
        this.ring = ring;
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return ring.register(new GuardedRingHandle((IoUringIoHandle) handle));
    }

    @Override
    public int run(IoHandlerContext context) {
        return ring.run(context);
    }

    @Override
    public void initialize() {
        ring.initialize();
    }

    @Override
    public void prepareToDestroy() {
        ring.prepareToDestroy();
    }

    @Override
    public void destroy() {
        ring.destroy();
    }

    @Override
    public void wakeup() {
        ring.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return ring.isCompatible(handleType);
    }
}
