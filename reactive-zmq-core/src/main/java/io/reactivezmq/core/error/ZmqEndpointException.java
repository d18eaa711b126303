package io.reactivezmq.core.error;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint cannot be used: its text is malformed, its transport is unknown, or bind, unbind or disconnect failed for it.
 * {@link #reason()} says which; the message also quotes the endpoint and, for malformed text, says where the fault is.
 */
public final class ZmqEndpointException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** Why an endpoint cannot be used. */
    public enum Reason {

        /** The text is not an endpoint, or not one for this use. */
        MALFORMED(ErrorCode.EINVAL, false),
        /** The transport is not known, or not available on this machine. */
        UNSUPPORTED_TRANSPORT(ErrorCode.EPROTONOSUPPORT, false),
        /** The transport cannot carry this socket type. */
        INCOMPATIBLE_TRANSPORT(ErrorCode.ENOCOMPATPROTO, false),
        /** Something else already listens there. */
        ADDRESS_IN_USE(ErrorCode.EADDRINUSE, true),
        /** The address is not one of this machine. */
        ADDRESS_NOT_AVAILABLE(ErrorCode.EADDRNOTAVAIL, true),
        /** The host name does not resolve and is no network interface either. */
        UNRESOLVABLE(ErrorCode.ENODEV, true),
        /** The path of an ipc endpoint does not fit into a socket address. */
        NAME_TOO_LONG(ErrorCode.ENAMETOOLONG, false),
        /** The socket neither bound nor connected this endpoint. */
        NOT_FOUND(ErrorCode.ENOENT, false),
        /** The operating system does not let this process use the address. */
        PERMISSION_DENIED(ErrorCode.EACCES, false),
        /** The process has no file descriptor left. */
        TOO_MANY_OPEN_FILES(ErrorCode.EMFILE, true),
        /** The operating system refused for a reason that has no closer name here; see the cause. */
        FAILED(ErrorCode.EIO, true);

        private final ErrorCode code;
        private final boolean retryable;

        Reason(ErrorCode code, boolean retryable) {
            this.code = code;
            this.retryable = retryable;
        }

        /** The error code that goes with this reason. */
        public ErrorCode code() {
            return code;
        }
    }

    private static final int NO_INDEX = -1;

    private final Reason reason;
    private final String endpoint;
    private final int index;

    /**
     * An endpoint that cannot be used.
     *
     * @param endpoint the endpoint's text; the message quotes it
     * @param detail what is wrong, for people
     */
    public ZmqEndpointException(Reason reason, String endpoint, String detail) {
        this(reason, endpoint, detail, NO_INDEX, null);
    }

    /**
     * An endpoint that cannot be used, because of an error of the operating system or the network.
     *
     * @param endpoint the endpoint's text; the message quotes it
     * @param detail what is wrong, for people
     */
    public ZmqEndpointException(Reason reason, String endpoint, String detail, @Nullable Throwable cause) {
        this(reason, endpoint, detail, NO_INDEX, cause);
    }

    private ZmqEndpointException(Reason reason, String endpoint, String detail, int index, @Nullable Throwable cause) {
        super(reason.code, message(endpoint, detail, index), cause);
        this.reason = reason;
        this.endpoint = endpoint;
        this.index = index;
    }

    /**
     * An endpoint whose text is at fault.
     *
     * @param endpoint the whole text; the message quotes it
     * @param index where in the text the fault is, counted from 0; the text's length when something is missing at its end
     * @param detail what is wrong, for people
     */
    public static ZmqEndpointException at(Reason reason, String endpoint, int index, String detail) {
        return new ZmqEndpointException(reason, endpoint, detail, index, null);
    }

    private static String message(String endpoint, String detail, int index) {
        String where = index == NO_INDEX ? "" : " at index " + index;
        return detail + where + ": " + SafeText.quote(endpoint);
    }

    /** Why the endpoint cannot be used. */
    public Reason reason() {
        return reason;
    }

    /** The endpoint's text, unchanged; escape it before it goes to a log. */
    public String endpoint() {
        return endpoint;
    }

    /**
     * Where in {@link #endpoint()} the fault is, counted from 0; its length when something is missing at the end. Empty
     * when the text is not at fault.
     */
    public OptionalInt index() {
        return index == NO_INDEX ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** True when the environment is at fault and may change: an address in use, a name that does not resolve. */
    @Override
    public boolean isRetryable() {
        return reason.retryable;
    }
}
