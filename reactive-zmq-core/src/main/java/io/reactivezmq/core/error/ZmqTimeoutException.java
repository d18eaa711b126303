package io.reactivezmq.core.error;

import org.jspecify.annotations.Nullable;

/** A deadline passed ({@link ErrorCode#ETIMEDOUT}); the message names what was waited for and how long. */
public final class ZmqTimeoutException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** A deadline that passed. */
    public ZmqTimeoutException(String message) {
        super(ErrorCode.ETIMEDOUT, message, null);
    }

    /** A deadline that passed, with the error that told so. */
    public ZmqTimeoutException(String message, @Nullable Throwable cause) {
        super(ErrorCode.ETIMEDOUT, message, cause);
    }

    /** True: it may be faster next time. */
    @Override
    public boolean isRetryable() {
        return true;
    }
}
