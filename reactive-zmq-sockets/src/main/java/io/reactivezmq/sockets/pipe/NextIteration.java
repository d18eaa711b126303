package io.reactivezmq.sockets.pipe;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;

/**
 * A task that goes on after the event loop has done one round of I/O. {@link EventLoop#execute} from the loop itself would run
 * it before: a task that keeps rescheduling itself would then keep sockets waiting.
 */
final class NextIteration {

    private final Runnable hop;
    private final EventLoop loop;

    NextIteration(EventLoop loop, Runnable task) {
        this.loop = loop;
        this.hop = () -> loop.execute(task);
    }

    /** On the event loop. */
    void schedule() {
        if (loop instanceof SingleThreadEventLoop single) {
            single.executeAfterEventLoopIteration(hop);
        } else {
            hop.run();
        }
    }
}
