package io.reactivezmq.sockets.transport;

import io.netty.channel.unix.Errors.NativeIoException;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import io.reactivezmq.core.error.ZmqException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;

/** From the exceptions of the JDK and of Netty's native transports to ours: by type and errno, never by their text. */
final class TcpFailures {

    /** Negative errno values as Netty's native transports report them: Linux, then macOS where it differs. */
    private static final Map<Integer, Reason> BIND_REASONS = Map.of(
            -13, Reason.PERMISSION_DENIED,
            -24, Reason.TOO_MANY_OPEN_FILES,
            -98, Reason.ADDRESS_IN_USE,
            -99, Reason.ADDRESS_NOT_AVAILABLE,
            -48, Reason.ADDRESS_IN_USE,
            -49, Reason.ADDRESS_NOT_AVAILABLE);

    private TcpFailures() {
    }

    static ZmqException bindFailed(TcpEndpoint endpoint, Throwable failure) {
        if (failure instanceof ZmqException known) {
            return known;
        }
        Throwable cause = Failures.root(failure);
        Reason reason = bindReason(endpoint, failure, cause);
        String advice = switch (reason) {
            case ADDRESS_IN_USE -> "something else listens there: choose another port, or * for a free one";
            case ADDRESS_NOT_AVAILABLE -> "this machine does not have that address";
            case UNRESOLVABLE -> "the host is no address, network interface or known name";
            case PERMISSION_DENIED -> "ports below 1024 need a privilege";
            default -> "the operating system refused: " + cause.getMessage();
        };
        return new ZmqEndpointException(reason, endpoint.toString(), advice, failure);
    }

    private static Reason bindReason(TcpEndpoint endpoint, Throwable failure, Throwable cause) {
        if (cause instanceof NativeIoException errno) {
            return BIND_REASONS.getOrDefault(errno.expectedErr(), Reason.FAILED);
        }
        if (Failures.has(failure, UnknownHostException.class)) {
            return Reason.UNRESOLVABLE;
        }
        if (Failures.has(failure, BindException.class)) {
            return isLocal(endpoint) ? Reason.ADDRESS_IN_USE : Reason.ADDRESS_NOT_AVAILABLE;
        }
        return cause instanceof SocketException && endpoint.port() < 1024 && endpoint.port() > 0
                ? Reason.PERMISSION_DENIED : Reason.FAILED;
    }

    private static boolean isLocal(TcpEndpoint endpoint) {
        try {
            InetAddress address = endpoint.isWildcard() ? null : TcpAddresses.literal(endpoint.host());
            return address == null || address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException noInterfaces) {
            return true;
        }
    }

    static ZmqException connectFailed(TcpEndpoint endpoint, Throwable failure) {
        ZmqException common = Failures.commonOfConnect(endpoint, failure);
        if (common != null) {
            return common;
        }
        if (Failures.has(failure, UnknownHostException.class)) {
            return new ZmqEndpointException(Reason.UNRESOLVABLE, endpoint.toString(), "the host name does not resolve", failure);
        }
        ErrorCode code = Failures.has(failure, ConnectException.class) ? ErrorCode.ECONNREFUSED : ErrorCode.ECONNRESET;
        return new ZmqConnectionException(code, "cannot connect to " + endpoint + ": " + failure.getMessage(), failure);
    }
}
