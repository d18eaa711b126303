package io.reactivezmq.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors that reactive-zmq raises or signals. Sealed: the subtypes in this package are all there are.
 *
 * <p>A caller's fault is an error signal of the call that made it. A peer's fault never ends {@code receive()}: it closes
 * that peer's connection and is the cause carried by a {@link io.reactivezmq.core.event.SocketEvent}.
 *
 * <p>Messages say what is wrong, are on one line and bounded in length, so they may be logged even where a peer had a part
 * in them.
 */
public abstract sealed class ZmqException extends RuntimeException
        permits ZmqClosedException, ZmqCodecException, ZmqConnectionException, ZmqDependencyException, ZmqEndpointException,
                ZmqOptionException, ZmqOverflowException, ZmqProtocolException, ZmqSecurityException, ZmqStateException,
                ZmqTimeoutException, ZmqUnroutableException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    ZmqException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, cause, true);
    }

    ZmqException(ErrorCode code, String message, @Nullable Throwable cause, boolean writableStackTrace) {
        super(SafeText.line(message), cause, true, writableStackTrace);
        this.code = code;
    }

    /** The error by libzmq's name for it. */
    public final ErrorCode code() {
        return code;
    }

    /**
     * Whether the very same call, or the same attempt to reach a peer, may succeed later although nothing but time
     * changes. Says nothing about whether repeating it is wise for the application.
     */
    public abstract boolean isRetryable();

    /** The class name, the code and the message. */
    @Override
    public String toString() {
        return getClass().getName() + ": " + code + ": " + getMessage();
    }
}
