package io.reactivezmq.core.message;

import io.reactivezmq.core.spi.FrameAccess;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable ZeroMQ message: one or more frames of bytes, sent and received as a whole.
 *
 * <p>A message lives on the heap and belongs to the garbage collector, so that operators which drop elements
 * ({@code filter}, {@code sample}, {@code take}) leak nothing and nobody has to release anything. It may be shared between
 * threads and sent any number of times.
 *
 * <p>{@code of(...)} and {@link #builder()} copy what they are given; {@link #wrap(byte[]...)} does not. Numbers are in
 * network byte order (big endian). Frame indexes start at 0; an index outside {@code 0..frameCount()-1} raises
 * {@link IndexOutOfBoundsException}.
 */
public final class ZmqMessage {

    private static final ZmqMessage EMPTY = new ZmqMessage(new byte[0]);

    static {
        FrameAccess.install(new FrameAccess() {
            @Override
            public byte[] frame(ZmqMessage message, int index) {
                return message.array(index);
            }

            @Override
            public ZmqMessage wrap(byte[] frame, MessageMetadata metadata) {
                return new ZmqMessage(frame, metadata);
            }

            @Override
            public ZmqMessage wrap(byte[][] frames, MessageMetadata metadata) {
                return ofArrays(frames, metadata);
            }

            @Override
            public ZmqMessage withoutMetadata(ZmqMessage message) {
                return message.metadata.isEmpty() ? message : new ZmqMessage(message.frames);
            }

            @Override
            public ZmqMessage prepend(ZmqMessage message, byte[]... first) {
                return message.withFirstFrames(first);
            }
        });
    }

    /**
     * {@code byte[]} for the one frame of most messages, {@code byte[][]} for several. With one field instead of two a received
     * message is an object of 24 bytes beside its payload.
     */
    private final Object frames;
    /** One object for all messages of a connection. */
    private final MessageMetadata metadata;

    private ZmqMessage(Object frames) {
        this(frames, MessageMetadata.empty());
    }

    private ZmqMessage(Object frames, MessageMetadata metadata) {
        this.frames = frames;
        this.metadata = metadata;
    }

    /** A message of one empty frame, such as ROUTER and REQ use for a delimiter. */
    public static ZmqMessage empty() {
        return EMPTY;
    }

    /** A message of one frame with a copy of these bytes. */
    public static ZmqMessage of(byte[] frame) {
        return new ZmqMessage(frame.clone());
    }

    /**
     * A message of several frames, each with a copy of its bytes.
     *
     * @throws IllegalArgumentException if there is no frame; a frame without bytes is legal
     */
    public static ZmqMessage of(byte[]... frames) {
        byte[][] copies = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            copies[i] = frames[i].clone();
        }
        return ofArrays(copies);
    }

    /** A message of one frame with the UTF-8 bytes of this text. */
    public static ZmqMessage of(String frame) {
        return new ZmqMessage(frame.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A message of several frames with the UTF-8 bytes of these texts.
     *
     * @throws IllegalArgumentException if there is no frame
     */
    public static ZmqMessage of(String... frames) {
        byte[][] arrays = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            arrays[i] = frames[i].getBytes(StandardCharsets.UTF_8);
        }
        return ofArrays(arrays);
    }

    /**
     * A message around these very arrays, without a copy. The caller hands them over and must not write to them again:
     * the message may be in a queue or on its way to the wire for as long as it lives.
     *
     * @throws IllegalArgumentException if there is no frame
     */
    public static ZmqMessage wrap(byte[]... frames) {
        return ofArrays(frames.clone());
    }

    /** A message of one frame around this very array, without a copy; see {@link #wrap(byte[]...)}. */
    public static ZmqMessage wrap(byte[] frame) {
        return new ZmqMessage(Objects.requireNonNull(frame, "frame"));
    }

    /** A builder for messages whose frames are of different kinds. */
    public static ZmqMessageBuilder builder() {
        return new ZmqMessageBuilder();
    }

    static ZmqMessage ofArrays(byte[][] arrays) {
        return ofArrays(arrays, MessageMetadata.empty());
    }

    private static ZmqMessage ofArrays(byte[][] arrays, MessageMetadata metadata) {
        if (arrays.length == 0) {
            throw new IllegalArgumentException("a message has at least one frame; use ZmqMessage.empty() for an empty one");
        }
        for (byte[] array : arrays) {
            Objects.requireNonNull(array, "frame");
        }
        return new ZmqMessage(arrays.length == 1 ? arrays[0] : arrays, metadata);
    }

    /**
     * What is known of the peer that this message came from ({@code zmq_msg_gets}); empty if it was made here or came over
     * inproc. It is kept by {@link #withFirst} and {@link #withoutFirst}, is never sent, and makes no difference to
     * {@link #equals}.
     */
    public MessageMetadata metadata() {
        return metadata;
    }

    /** The number of frames, at least 1. */
    public int frameCount() {
        return frames instanceof byte[][] several ? several.length : 1;
    }

    /** The payload of all frames together, in bytes. */
    public long size() {
        if (frames instanceof byte[] single) {
            return single.length;
        }
        long size = 0;
        for (byte[] frame : (byte[][]) frames) {
            size += frame.length;
        }
        return size;
    }

    /** The payload of one frame, in bytes. */
    public int frameSize(int index) {
        return array(index).length;
    }

    /** A copy of one frame. */
    public byte[] frame(int index) {
        return array(index).clone();
    }

    /** One frame as a read-only buffer over the message's own bytes, without a copy; big endian, position 0. */
    public ByteBuffer frameAsBuffer(int index) {
        return ByteBuffer.wrap(array(index)).asReadOnlyBuffer();
    }

    /**
     * One byte of a frame, without a copy.
     *
     * @throws IndexOutOfBoundsException if the frame has no such position
     */
    public byte frameByte(int index, int position) {
        return array(index)[position];
    }

    /** One frame decoded as UTF-8; malformed bytes become U+FFFD. */
    public String frameAsString(int index) {
        return frameAsString(index, StandardCharsets.UTF_8);
    }

    /** One frame decoded with this charset; malformed bytes become its replacement. */
    public String frameAsString(int index, Charset charset) {
        return new String(array(index), charset);
    }

    /**
     * One frame of exactly 4 bytes as a big-endian int.
     *
     * @throws IllegalStateException if the frame has another size
     */
    public int frameAsInt(int index) {
        return number(index, Integer.BYTES).getInt();
    }

    /**
     * One frame of exactly 8 bytes as a big-endian long.
     *
     * @throws IllegalStateException if the frame has another size
     */
    public long frameAsLong(int index) {
        return number(index, Long.BYTES).getLong();
    }

    private ByteBuffer number(int index, int bytes) {
        byte[] frame = array(index);
        if (frame.length != bytes) {
            throw new IllegalStateException(
                    "frame " + index + " has " + frame.length + " bytes, a number of " + bytes + " bytes was asked for");
        }
        return ByteBuffer.wrap(frame);
    }

    /**
     * This message with one more frame in front, which is copied; the other frames are shared. ROUTER sockets address a
     * message so.
     */
    public ZmqMessage withFirst(byte[] frame) {
        return withFirstFrames(frame.clone());
    }

    /** This message with the UTF-8 bytes of this text as one more frame in front. */
    public ZmqMessage withFirst(String frame) {
        return withFirstFrames(frame.getBytes(StandardCharsets.UTF_8));
    }

    private ZmqMessage withFirstFrames(byte[]... first) {
        int count = frameCount();
        byte[][] all = Arrays.copyOf(first, first.length + count);
        for (int i = 0; i < count; i++) {
            all[first.length + i] = array(i);
        }
        return new ZmqMessage(all, metadata);
    }

    /**
     * This message without its first frames; the others are shared.
     *
     * @param count 0 or more, less than {@link #frameCount()}
     * @throws IndexOutOfBoundsException if no frame would be left
     */
    public ZmqMessage withoutFirst(int count) {
        int left = frameCount() - Objects.checkIndex(count, frameCount());
        if (count == 0) {
            return this;
        }
        byte[][] several = (byte[][]) frames;
        return new ZmqMessage(left == 1 ? several[count] : Arrays.copyOfRange(several, count, several.length), metadata);
    }

    private byte[] array(int index) {
        if (frames instanceof byte[] single) {
            if (index != 0) {
                throw new IndexOutOfBoundsException("frame " + index + " of a message with 1 frame");
            }
            return single;
        }
        byte[][] several = (byte[][]) frames;
        return several[Objects.checkIndex(index, several.length)];
    }

    /** Equal when the frames are equal byte by byte, wherever the messages came from. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof ZmqMessage that) || frameCount() != that.frameCount()) {
            return false;
        }
        for (int i = 0; i < frameCount(); i++) {
            if (!Arrays.equals(array(i), that.array(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < frameCount(); i++) {
            hash = 31 * hash + Arrays.hashCode(array(i));
        }
        return hash;
    }

    /**
     * Frame count, sizes and a short escaped prefix of each of the first frames: bounded in length, printable, on one
     * line. It shows content, so treat it like content where messages carry secrets.
     */
    @Override
    public String toString() {
        return MessageText.of(this);
    }
}
