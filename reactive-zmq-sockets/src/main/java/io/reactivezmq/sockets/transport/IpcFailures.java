package io.reactivezmq.sockets.transport;

import io.netty.channel.unix.Errors.NativeIoException;
import io.reactivezmq.core.endpoint.IpcEndpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import io.reactivezmq.core.error.ZmqException;
import java.io.FileNotFoundException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/** From the exceptions of the JDK and of Netty's native transports to ours: by type and errno, never by their text. */
final class IpcFailures {

    /** Negative errno values as Netty's native transports report them; those of macOS where they differ. */
    private static final Map<Integer, Reason> BIND_REASONS = Map.of(
            -1, Reason.PERMISSION_DENIED,
            -2, Reason.ADDRESS_NOT_AVAILABLE,
            -13, Reason.PERMISSION_DENIED,
            -20, Reason.ADDRESS_NOT_AVAILABLE,
            -24, Reason.TOO_MANY_OPEN_FILES,
            -30, Reason.PERMISSION_DENIED,
            -48, Reason.ADDRESS_IN_USE,
            -98, Reason.ADDRESS_IN_USE);

    private IpcFailures() {
    }

    static ZmqException bindFailed(IpcEndpoint endpoint, Throwable failure) {
        if (failure instanceof ZmqException known) {
            return known;
        }
        Throwable cause = Failures.root(failure);
        Reason reason = bindReason(cause);
        String advice = switch (reason) {
            case ADDRESS_IN_USE -> "something else listens there: choose another name, or * for a path of its own";
            case ADDRESS_NOT_AVAILABLE -> "the directory does not exist or takes no sockets: make it before bind";
            case PERMISSION_DENIED -> "this process may not make a socket file there: choose a directory that it may write to";
            default -> "the operating system refused: " + cause.getMessage();
        };
        return new ZmqEndpointException(reason, endpoint.toString(), advice, failure);
    }

    private static Reason bindReason(Throwable cause) {
        if (cause instanceof NativeIoException errno) {
            return BIND_REASONS.getOrDefault(errno.expectedErr(), Reason.FAILED);
        }
        // the name that a channel is bound to is always a new one, so what the JDK refuses to bind is a lack of rights
        if (cause instanceof AccessDeniedException || cause instanceof BindException) {
            return Reason.PERMISSION_DENIED;
        }
        return cause instanceof NoSuchFileException ? Reason.ADDRESS_NOT_AVAILABLE : Reason.FAILED;
    }

    static ZmqException connectFailed(IpcEndpoint endpoint, Throwable failure) {
        ZmqException common = Failures.commonOfConnect(endpoint, failure);
        if (common != null) {
            return common;
        }
        Throwable cause = Failures.root(failure);
        // a path that is not there yet is a peer that does not listen yet
        ErrorCode code = cause instanceof FileNotFoundException || cause instanceof SocketException
                ? ErrorCode.ECONNREFUSED : ErrorCode.ECONNRESET;
        // Netty's native transports give this one no text
        String why = cause instanceof FileNotFoundException ? "there is no such socket file" : cause.getMessage();
        return new ZmqConnectionException(code, "cannot connect to " + endpoint + ": " + why, failure);
    }
}
