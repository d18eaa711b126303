package io.reactivezmq.sockets.transport;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.reactivezmq.core.options.QueueOptions;

/**
 * How much a channel reads at once and holds unwritten. Reads start small, so that an idle peer costs little, and grow with the
 * traffic; unwritten bytes are bounded to a few batches, enough to keep the kernel busy while the next is encoded.
 */
final class ChannelBuffers {

    private static final int MIN_READ = 1024;
    private static final int FIRST_READ = 4096;
    private static final int BATCHES_UNTIL_UNWRITABLE = 4;

    private ChannelBuffers() {
    }

    static void configure(Channel channel, QueueOptions sizes) {
        int readSize = sizes.readSize();
        int batchSize = sizes.batchSize();
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(
                Math.min(MIN_READ, readSize), Math.min(FIRST_READ, readSize), readSize));
        channel.config().setWriteBufferWaterMark(
                new WriteBufferWaterMark(batchSize, batchSize * BATCHES_UNTIL_UNWRITABLE));
    }
}
