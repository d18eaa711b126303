package io.reactivezmq.sockets;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;

/**
 * Polls without blocking for a while before it lets the event loop block in the kernel: most of a round trip over loopback
 * is the wake-up of a thread. The budget starts anew whenever something happened, so an idle loop blocks.
 */
final class BusyPollIoHandler implements IoHandler, IoHandlerContext {

    private final IoHandler delegate;
    private final long budgetNanos;
    private long idleSince = System.nanoTime();
    private IoHandlerContext context = this;

    BusyPollIoHandler(IoHandler delegate, long budgetNanos) {
        this.delegate = delegate;
        this.budgetNanos = budgetNanos;
    }

    @Override
    public int run(IoHandlerContext loop) {
        if (!loop.canBlock()) {
            // the loop has tasks: that is activity, and nothing would block now anyway
            idleSince = System.nanoTime();
            return delegate.run(loop);
        }
        if (System.nanoTime() - idleSince >= budgetNanos) {
            int handled = delegate.run(loop);
            idleSince = System.nanoTime();
            return handled;
        }
        context = loop;
        int handled = delegate.run(this);
        if (handled > 0) {
            idleSince = System.nanoTime();
        } else {
            Thread.onSpinWait();
        }
        return handled;
    }

    @Override
    public boolean canBlock() {
        return false;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
        return context.delayNanos(currentTimeNanos);
    }

    @Override
    public long deadlineNanos() {
        return context.deadlineNanos();
    }

    @Override
    public boolean shouldReportActiveIoTime() {
        return context.shouldReportActiveIoTime();
    }

    @Override
    public void reportActiveIoTime(long activeNanos) {
        context.reportActiveIoTime(activeNanos);
    }

    @Override
    public void initialize() {
        delegate.initialize();
    }

    @Override
    public void prepareToDestroy() {
        delegate.prepareToDestroy();
    }

    @Override
    public void destroy() {
        delegate.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return delegate.register(handle);
    }

    @Override
    public void wakeup() {
        delegate.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return delegate.isCompatible(handleType);
    }
}
