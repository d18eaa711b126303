package io.reactivezmq.core.spi;

import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * The codec's and the transports' way to the arrays inside a {@link ZmqMessage}, so that a frame is copied once between
 * the wire and the message and never again. Exported to the library's own modules only: whoever holds an array obtained
 * here must not write to it.
 */
public abstract class FrameAccess {

    private static @Nullable FrameAccess instance;

    /** Only {@code ZmqMessage} has a reason to extend this class. */
    protected FrameAccess() {
    }

    /** Called once, by the static initialiser of {@link ZmqMessage}. */
    public static void install(FrameAccess access) {
        if (instance != null) {
            throw new IllegalStateException("frame access is installed once, by ZmqMessage");
        }
        instance = access;
    }

    /** The access to the frames of any message. */
    public static FrameAccess get() {
        ZmqMessage.empty(); // runs the initialiser that calls install(..), whichever class is touched first
        FrameAccess access = instance;
        if (access == null) {
            throw new IllegalStateException("ZmqMessage did not install its frame access");
        }
        return access;
    }

    /** The array behind one frame; read-only by contract. */
    public abstract byte[] frame(ZmqMessage message, int index);

    /** A message around one array, which nobody may write to from now on. */
    public final ZmqMessage wrap(byte[] frame) {
        return wrap(frame, MessageMetadata.empty());
    }

    /** A message from a peer, around one array, which nobody may write to from now on. */
    public abstract ZmqMessage wrap(byte[] frame, MessageMetadata metadata);

    /** A message around these arrays, at least one, which nobody may write to from now on. */
    public final ZmqMessage wrap(byte[][] frames) {
        return wrap(frames, MessageMetadata.empty());
    }

    /** A message from a peer, around these arrays, at least one, which nobody may write to from now on. */
    public abstract ZmqMessage wrap(byte[][] frames, MessageMetadata metadata);

    /** The same frames as a message that was made here: where a message is handed on without a wire that would strip it. */
    public abstract ZmqMessage withoutMetadata(ZmqMessage message);

    /** The message with these frames in front, at least one, which nobody may write to from now on. */
    public abstract ZmqMessage prepend(ZmqMessage message, byte[]... first);
}
