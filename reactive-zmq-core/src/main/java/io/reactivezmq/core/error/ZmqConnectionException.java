package io.reactivezmq.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The transport below a connection failed: it was refused, reset, cut, or could not be opened. Codes in use:
 * {@link ErrorCode#ECONNREFUSED}, {@link ErrorCode#ECONNRESET}, {@link ErrorCode#ECONNABORTED}, {@link ErrorCode#EPIPE},
 * {@link ErrorCode#ETIMEDOUT}, {@link ErrorCode#EHOSTUNREACH}, {@link ErrorCode#ENETUNREACH}, {@link ErrorCode#ENODEV},
 * {@link ErrorCode#EMFILE}, {@link ErrorCode#EACCES}, {@link ErrorCode#EIO}.
 */
public final class ZmqConnectionException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** A transport failure without a cause. */
    public ZmqConnectionException(ErrorCode code, String message) {
        super(code, message, null);
    }

    /** A transport failure; the cause is the error of the transport, if there was one. */
    public ZmqConnectionException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    /** True: networks and peers come back. */
    @Override
    public boolean isRetryable() {
        return true;
    }
}
