package io.reactivezmq.core.error;

/**
 * The call is not legal in the socket's present state ({@link ErrorCode#EFSM}), such as a second request on a lock-step
 * REQ socket before the reply to the first.
 */
public final class ZmqStateException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** A call in the wrong state; the message names the state and what it allows. */
    public ZmqStateException(String message) {
        super(ErrorCode.EFSM, message, null);
    }

    /** False: another call has to change the state first. */
    @Override
    public boolean isRetryable() {
        return false;
    }
}
