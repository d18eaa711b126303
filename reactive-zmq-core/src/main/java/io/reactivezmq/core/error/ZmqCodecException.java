package io.reactivezmq.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A value could not be made from a frame, or a frame from a value. {@link ErrorCode#EPROTO} for a frame that a peer sent and
 * that is not what was expected, {@link ErrorCode#EINVAL} for a value of this application. The cause is the error of the
 * library that does the conversion. It concerns one message and nothing else: neither its socket nor its peer notices.
 */
public final class ZmqCodecException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final int frame;
    private final String type;

    private ZmqCodecException(ErrorCode code, String message, int frame, String type, @Nullable Throwable cause) {
        super(code, message, cause);
        this.frame = frame;
        this.type = type;
    }

    /**
     * A frame that is not what was expected.
     *
     * @param format what the frame should be, such as {@code JSON}
     * @param frame the index of the frame in its message, from 0
     * @param size the size of the frame in bytes
     * @param type the type that was to be made of it
     * @param reason what is wrong with it
     */
    public static ZmqCodecException cannotDecode(
            String format, int frame, int size, String type, @Nullable String reason, @Nullable Throwable cause) {
        return new ZmqCodecException(ErrorCode.EPROTO, "frame " + frame + " (" + size + " bytes) is no " + format + " of "
                + type + ": " + reason, frame, type, cause);
    }

    /**
     * A message that has no such frame.
     *
     * @param frame the index of the frame that was to be decoded, from 0
     * @param frames how many frames the message has
     */
    public static ZmqCodecException noSuchFrame(String format, int frame, int frames, String type) {
        return new ZmqCodecException(ErrorCode.EPROTO, "there is no frame " + frame + " to read " + format + " of " + type
                + " from: the message has " + frames, frame, type, null);
    }

    /**
     * A value that cannot be written.
     *
     * @param format what was to be made, such as {@code JSON}
     * @param type the type of the value
     * @param reason what is wrong with it
     */
    public static ZmqCodecException cannotEncode(String format, String type, @Nullable String reason, Throwable cause) {
        return new ZmqCodecException(ErrorCode.EINVAL, "a value of " + type + " cannot be written as " + format + ": "
                + reason, -1, type, cause);
    }

    /** The index of the frame in its message, from 0; -1 if a value could not be encoded. */
    public int frame() {
        return frame;
    }

    /** The Java type that was to be read or written, as text. */
    public String type() {
        return type;
    }

    /** False: the same bytes, or the same value, fail again. */
    @Override
    public boolean isRetryable() {
        return false;
    }
}
