package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.reactivezmq.codec.wire.TrafficEncoder;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.message.ZmqMessage;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One established connection over a channel as its pipe sees it: write, flush, pause and resume reading, close. Confined to
 * the channel's event loop.
 *
 * <p>Messages are encoded one behind the other into a pooled buffer, the <em>batch</em>. A full batch is handed to the
 * channel, {@link #flush()} hands over the last one and sends all of them. Its size follows the load: a lone message takes
 * a small buffer, a stream of messages soon takes buffers of the configured batch size. A batch belongs to this object
 * until it is written; then the channel releases it.
 */
public abstract class ChannelConnection implements PeerConnection {

    private static final int MIN_BATCH_SIZE = 512;
    /** How much larger the next batch is when one was not large enough. */
    private static final int BATCH_GROWTH = 4;

    private final Channel channel;
    private final int maxBatchSize;
    private final Runnable resumeReading;
    private final Runnable closeRequested;
    private final TrafficEncoder encoder;
    private final UnconfirmedWrites unconfirmed = new UnconfirmedWrites();
    private final ChannelFutureListener onWritten = this::written;

    private @Nullable ByteBuf batch;
    private int batchMessages;
    private int nextBatchSize = MIN_BATCH_SIZE;
    /** A batch was full since the last flush. */
    private boolean grown;
    private @Nullable ZmqException closeCause;
    private boolean closing;
    private @Nullable Runnable whenWritten;

    ChannelConnection(
            Channel channel, TrafficEncoder encoder, int maxBatchSize, Runnable resumeReading, Runnable closeRequested) {
        this.channel = channel;
        this.encoder = encoder;
        this.maxBatchSize = Math.max(maxBatchSize, MIN_BATCH_SIZE);
        this.resumeReading = resumeReading;
        this.closeRequested = closeRequested;
    }

    /** The peer's socket type; null if it does not tell. */
    public abstract @Nullable SocketType peerType();

    /** What is spoken, as events name it: a version of ZMTP, or {@code raw}. */
    public abstract String protocol();

    @Override
    public final SocketAddress remoteAddress() {
        return channel.remoteAddress();
    }

    /** Whether another message may be written; when it becomes true again {@link TrafficReceiver#onWritable()} tells. */
    @Override
    public final boolean isWritable() {
        return channel.isWritable() && !encoder.isMidMessage() && closeCause == null;
    }

    @Override
    public final void write(ZmqMessage message) {
        try {
            encode(message);
        } catch (OutOfMemoryError exhausted) {
            countUnwritten();
            outOfMemory(exhausted);
        } catch (ZmqProtocolException exhausted) {
            // with CURVE: no number is left to seal it with
            countUnwritten();
            close(exhausted);
        }
    }

    /** One that has been begun is counted at the end, with what else is left then. */
    private void countUnwritten() {
        if (!encoder.isMidMessage()) {
            unconfirmed.lost(1);
        }
    }

    private void encode(ZmqMessage message) {
        ByteBuf out = batch;
        if (out != null && encoder.tryEncode(message, out)) {
            batchMessages++;
        } else {
            encodeInNewBatch(message);
        }
    }

    private void encodeInNewBatch(ZmqMessage message) {
        ByteBuf out = batch;
        long size = encoder.encodedSize(message);
        if (out != null && size <= maxBatchSize) {
            // a message is cut only when it has to be: cut ones make tiny writes, a third of the rate at 32 KiB
            grow(Math.max(out.capacity(), size));
            writeBatch();
            out = null;
        }
        if (out == null) {
            out = newBatch((int) Math.min(maxBatchSize, Math.max(nextBatchSize, size)));
        }
        if (encoder.encode(message, out)) {
            batchMessages++;
        } else {
            continueMessage();
        }
    }

    private void grow(long needed) {
        nextBatchSize = (int) Math.min(maxBatchSize, needed * BATCH_GROWTH);
        grown = true;
    }

    /** Not while this flush has filled others: then the last one is a rest, and tells nothing of the load. */
    private void shrink(int used) {
        if (!grown && used < nextBatchSize / BATCH_GROWTH) {
            nextBatchSize = Math.max(MIN_BATCH_SIZE, nextBatchSize / 2);
        }
        grown = false;
    }

    /** The batch is full in the middle of a message: write it and go on in others while the channel takes them. */
    private void continueMessage() {
        do {
            writeBatch();
            if (!channel.isWritable()) {
                return;
            }
        } while (!encoder.resume(newBatch(maxBatchSize)));
        batchMessages++;
    }

    /** Direct memory is used up: this connection ends and gives its share back, the process lives. */
    final void outOfMemory(OutOfMemoryError exhausted) {
        close(new ZmqConnectionException(ErrorCode.ENOBUFS, "no memory left to send from: " + exhausted.getMessage(), exhausted));
    }

    /** So many bytes of the batch for a command, which is encoded in one piece. */
    final ByteBuf reserve(int size) {
        ByteBuf out = batch;
        if (out != null && out.writableBytes() < size) {
            writeBatch();
            out = null;
        }
        return out == null ? newBatch(Math.max(size, Math.min(maxBatchSize, nextBatchSize))) : out;
    }

    /** Sends everything that has been written; nothing once the connection is closed, when part of a message may be the last. */
    @Override
    public final void flush() {
        if (closeCause != null) {
            return;
        }
        ByteBuf last = batch;
        if (last != null) {
            shrink(last.readableBytes());
            writeBatch();
        }
        channel.flush();
    }

    /** Reads on after {@link TrafficReceiver#onMessage} had no room. */
    @Override
    public final void resumeReading() {
        resumeReading.run();
    }

    /**
     * Runs an action when every byte written so far has reached the operating system, at once if it has, or when it no longer can
     * because the connection has ended.
     */
    @Override
    public final void whenWritten(Runnable action) {
        flush();
        if (unconfirmed.isEmpty() && !encoder.isMidMessage()) {
            action.run();
        } else {
            whenWritten = action;
        }
    }

    /** Closes the connection; what has been written and not reached the operating system is lost and reported. */
    @Override
    public final void close(@Nullable ZmqException cause) {
        if (closeCause == null) {
            closeCause = cause;
        }
        markClosing();
        channel.close();
        // the peer may have closed it before, and what it sent may be waiting for room: nobody wants that any more
        closeRequested.run();
    }

    final void markClosing() {
        closing = true;
    }

    /** Whether this side has closed the connection. */
    final boolean isClosing() {
        return closing;
    }

    /** Goes on with a message that was too large for the channel's buffer; returns whether new ones may be written. */
    boolean becameWritable() {
        if (encoder.isMidMessage()) {
            if (encoder.resume(newBatch(maxBatchSize))) {
                batchMessages++;
            } else {
                continueMessage();
            }
            flush();
        }
        return isWritable();
    }

    final @Nullable ZmqException closeCause() {
        return closeCause;
    }

    /** Releases what is left and tells how many messages were lost with the connection. */
    final long terminate() {
        ByteBuf unsent = batch;
        if (unsent != null) {
            batch = null;
            unsent.release();
            unconfirmed.lost(batchMessages);
        }
        if (encoder.isMidMessage()) {
            unconfirmed.lost(1);
        }
        runWhenWritten(); // nothing will be written any more: who waits for it waits in vain
        return unconfirmed.lost();
    }

    private ByteBuf newBatch(int size) {
        ByteBuf out = channel.alloc().directBuffer(size, size);
        batch = out;
        batchMessages = 0;
        return out;
    }

    private void writeBatch() {
        ByteBuf out = batch;
        if (out == null) {
            return;
        }
        batch = null;
        int used = out.readableBytes();
        if (used == 0) {
            out.release();
            return;
        }
        unconfirmed.add(batchMessages);
        ChannelPromise promise = channel.newPromise();
        promise.addListener(onWritten);
        channel.write(out, promise);
    }

    private void written(ChannelFuture future) {
        unconfirmed.confirm(future.isSuccess());
        Throwable failure = future.cause();
        if (failure instanceof IOException && !(failure instanceof ClosedChannelException) && !closing && closeCause == null) {
            // the channel closes because of it, and nobody else is told why
            closeCause = new ZmqConnectionException(ErrorCode.ECONNRESET, "connection lost: " + failure, failure);
        }
        if (unconfirmed.isEmpty() && !encoder.isMidMessage()) {
            runWhenWritten();
        }
    }

    private void runWhenWritten() {
        Runnable action = whenWritten;
        if (action != null) {
            whenWritten = null;
            action.run();
        }
    }
}
