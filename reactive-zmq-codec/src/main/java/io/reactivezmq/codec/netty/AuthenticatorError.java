package io.reactivezmq.codec.netty;

/**
 * Stands for what an authenticator has thrown: its class and its stack trace. The message, the causes and whatever else it
 * holds are left behind, because they may quote what the peer has sent, a password perhaps.
 */
final class AuthenticatorError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuthenticatorError(Throwable thrown) {
        super(thrown.getClass().getName(), null, false, true);
        setStackTrace(thrown.getStackTrace());
    }
}
