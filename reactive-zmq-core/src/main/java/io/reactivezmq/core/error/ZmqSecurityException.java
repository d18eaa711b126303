package io.reactivezmq.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A security mechanism refused the peer, or the peer refused us ({@link ErrorCode#EACCES}). {@link #failure()} says why, with the
 * ZAP status where there is one. The message never holds keys, passwords or other secrets.
 */
public final class ZmqSecurityException extends ZmqException {

    private static final long serialVersionUID = 2L;

    private final SecurityFailure failure;
    private final boolean byPeer;

    /** A refusal by this side; the message says at which step. */
    public ZmqSecurityException(String message) {
        this(message, null);
    }

    /** A refusal by this side with the error that led to it. */
    public ZmqSecurityException(String message, @Nullable Throwable cause) {
        this(SecurityFailure.REFUSED, false, message, cause, true);
    }

    private ZmqSecurityException(SecurityFailure failure, boolean byPeer, String message, @Nullable Throwable cause,
            boolean writableStackTrace) {
        super(ErrorCode.EACCES, message, cause, writableStackTrace);
        this.failure = failure;
        this.byPeer = byPeer;
    }

    /**
     * This side did not let the peer in. Without a stack trace: it is raised for every stranger who tries.
     *
     * @param detail what else is known, for people who run this side; may be empty
     */
    public static ZmqSecurityException refused(SecurityFailure failure, String detail) {
        return refused(failure, detail, null);
    }

    /** As {@link #refused(SecurityFailure, String)}, because of this error. */
    public static ZmqSecurityException refused(SecurityFailure failure, String detail, @Nullable Throwable cause) {
        return new ZmqSecurityException(failure, false, text(failure, detail), cause, false);
    }

    /** The peer did not let this side in, and said so with an ERROR command. */
    public static ZmqSecurityException refusedByPeer(SecurityFailure failure) {
        return new ZmqSecurityException(failure, true, text(failure, "said by the peer"), null, false);
    }

    private static String text(SecurityFailure failure, String detail) {
        String status = failure.zapStatus() == 0 ? failure.meaning() : failure.meaning() + " (ZAP " + failure.zapStatus() + ')';
        return detail.isEmpty() ? status : status + ": " + detail;
    }

    /** Why. */
    public SecurityFailure failure() {
        return failure;
    }

    /** Whether the peer refused this side; false if this side refused the peer. */
    public boolean isByPeer() {
        return byPeer;
    }

    /** Whether time alone may help; false where the same credentials are refused again. */
    @Override
    public boolean isRetryable() {
        return failure.isTemporary();
    }
}
