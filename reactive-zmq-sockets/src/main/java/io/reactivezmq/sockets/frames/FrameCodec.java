package io.reactivezmq.sockets.frames;

import io.reactivezmq.core.error.ZmqCodecException;
import io.reactivezmq.core.error.ZmqDependencyException;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.function.Function;

/**
 * Turns values into frames and frames into values.
 *
 * <pre>{@code
 * FrameCodec<Tick> ticks = FrameCodec.json(Tick.class);
 * pub.send(source.map(tick -> ticks.message(tick).withFirst("ticks."))).subscribe();   // topic, then JSON
 * sub.receive().map(ticks.decoder(1)).subscribe(...);
 * }</pre>
 *
 * <p>A frame that is no such value is a {@link ZmqCodecException}, which ends a {@code map} as any error does. The socket does not
 * notice: what else has arrived waits for the next subscriber of {@code receive()}. To go on without the bad message:
 *
 * <pre>{@code
 * sub.receive().<Tick>handle((message, sink) -> {
 *     try {
 *         sink.next(ticks.decode(message, 1));
 *     } catch (ZmqCodecException bad) {
 *         log.warn("skipped", bad);
 *     }
 * })
 * }</pre>
 *
 * <p>Any application may write its own; the methods with an implementation suit every format. Implementations are
 * thread-safe and do not block.
 *
 * @param <T> the type of the values
 */
public interface FrameCodec<T> {

    /**
     * The frame for a value; the array is a new one.
     *
     * @throws ZmqCodecException if the value cannot be written (EINVAL)
     */
    byte[] encode(T value);

    /**
     * The value of one frame of a message.
     *
     * @param frame the index of the frame, from 0
     * @throws ZmqCodecException if the frame is no such value, or is not there (EPROTO); it names the frame and the type
     */
    T decode(ZmqMessage message, int frame);

    /** The value of a message's first frame; as {@link #decode(ZmqMessage, int)}. */
    default T decode(ZmqMessage message) {
        return decode(message, 0);
    }

    /** {@link #decode(ZmqMessage, int)} for the {@code map} of a stream. */
    default Function<ZmqMessage, T> decoder(int frame) {
        return message -> decode(message, frame);
    }

    /** A message of one frame with this value. */
    default ZmqMessage message(T value) {
        return ZmqMessage.wrap(encode(value));
    }

    /**
     * JSON in UTF-8, as pyzmq's {@code send_json} and {@code recv_json} have it, with Jackson's defaults.
     *
     * @throws ZmqDependencyException if {@code tools.jackson.core:jackson-databind} is not there
     */
    static <T> FrameCodec<T> json(Class<T> type) {
        try {
            return JacksonFrames.json(type);
        } catch (NoClassDefFoundError missing) {
            throw new ZmqDependencyException("FrameCodec.json", "tools.jackson.core:jackson-databind", missing);
        }
    }

    /**
     * MessagePack, with Jackson's defaults; see {@link JacksonFrames#messagePack}.
     *
     * @throws ZmqDependencyException if {@code tools.jackson.core:jackson-databind} or {@code org.msgpack:msgpack-core} is not
     *     there
     */
    static <T> FrameCodec<T> messagePack(Class<T> type) {
        try {
            return JacksonFrames.messagePack(type);
        } catch (NoClassDefFoundError missing) {
            throw new ZmqDependencyException("FrameCodec.messagePack", "tools.jackson.core:jackson-databind", missing);
        }
    }
}
