package io.reactivezmq.core.error;

/**
 * A peer broke the protocol or a limit ({@link ErrorCode#EPROTO}, {@link ErrorCode#EMSGSIZE}). {@link #violation()} says
 * how, {@link #detail()} gives the numbers. It has no stack trace: it is raised once for every bad byte sequence that a
 * hostile peer sends, and the place in the decoder tells nobody anything.
 */
public final class ZmqProtocolException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final Violation violation;
    private final String detail;

    /**
     * A violation by a peer.
     *
     * @param detail the numbers and names that belong to it, for people; control characters are escaped
     */
    public ZmqProtocolException(Violation violation, String detail) {
        super(violation.code(), detail.isEmpty() ? violation.meaning() : violation.meaning() + ": " + detail, null, false);
        this.violation = violation;
        this.detail = SafeText.line(detail);
    }

    /** Which rule was broken. */
    public Violation violation() {
        return violation;
    }

    /** The numbers and names that belong to the violation, on one line; may be empty. */
    public String detail() {
        return detail;
    }

    /**
     * True only for {@link Violation#STALLED_MESSAGE}, which is a deadline; a peer that speaks wrongly will do so again.
     */
    @Override
    public boolean isRetryable() {
        return violation == Violation.STALLED_MESSAGE;
    }
}
