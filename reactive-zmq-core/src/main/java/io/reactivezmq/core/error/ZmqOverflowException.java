package io.reactivezmq.core.error;

/**
 * A bound of this socket is reached ({@link ErrorCode#EAGAIN}), such as
 * {@link io.reactivezmq.core.options.QueueOptions#maxPendingSends()}. The message names the bound.
 */
public final class ZmqOverflowException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** A bound that is reached; the message names it and its value. */
    public ZmqOverflowException(String message) {
        super(ErrorCode.EAGAIN, message, null);
    }

    /** True: there is room again once the peers have taken something. */
    @Override
    public boolean isRetryable() {
        return true;
    }
}
