package io.reactivezmq.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A security mechanism refused the peer, or the peer refused us ({@link ErrorCode#EACCES}). The message never holds keys,
 * passwords or other secrets.
 */
public final class ZmqSecurityException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** A refusal; the message says at which step and by whom. */
    public ZmqSecurityException(String message) {
        super(ErrorCode.EACCES, message, null);
    }

    /** A refusal with the error that led to it. */
    public ZmqSecurityException(String message, @Nullable Throwable cause) {
        super(ErrorCode.EACCES, message, cause);
    }

    /** False: the same credentials are refused again. */
    @Override
    public boolean isRetryable() {
        return false;
    }
}
