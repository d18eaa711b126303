package io.reactivezmq.core.error;

/**
 * The socket ({@link ErrorCode#ENOTSOCK}) or its context ({@link ErrorCode#ETERM}) was closed before the call, or while it
 * was waiting.
 */
public final class ZmqClosedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private ZmqClosedException(ErrorCode code, String message) {
        super(code, message, null);
    }

    /** The socket was closed ({@link ErrorCode#ENOTSOCK}). */
    public static ZmqClosedException socketClosed() {
        return socketClosed("the socket is closed");
    }

    /** The socket was closed ({@link ErrorCode#ENOTSOCK}); the message says what could not be done. */
    public static ZmqClosedException socketClosed(String message) {
        return new ZmqClosedException(ErrorCode.ENOTSOCK, message);
    }

    /** The context was closed ({@link ErrorCode#ETERM}). */
    public static ZmqClosedException contextClosed() {
        return contextClosed("the context is closed");
    }

    /** The context was closed ({@link ErrorCode#ETERM}); the message says what could not be done. */
    public static ZmqClosedException contextClosed(String message) {
        return new ZmqClosedException(ErrorCode.ETERM, message);
    }

    /** False: what is closed stays closed. */
    @Override
    public boolean isRetryable() {
        return false;
    }
}
