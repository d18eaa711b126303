package io.reactivezmq.core.endpoint;

import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;

/**
 * An address to bind or to connect to: {@code transport://address}.
 *
 * <p>Two endpoints are equal when their canonical forms are, which is what {@link #toString()} gives; parsing that form
 * gives an equal endpoint. Parsing resolves nothing: a legal endpoint may still name a host that does not exist.
 */
public sealed interface Endpoint permits TcpEndpoint, IpcEndpoint, InprocEndpoint {

    /**
     * Reads an endpoint such as {@code tcp://127.0.0.1:5555}, {@code ipc:///tmp/feed} or {@code inproc://workers}. The
     * transport is in lower case, as in libzmq.
     *
     * @throws ZmqEndpointException {@code MALFORMED} (EINVAL) with the index of the character where the text goes wrong,
     *     {@code UNSUPPORTED_TRANSPORT} (EPROTONOSUPPORT), or {@code NAME_TOO_LONG} (ENAMETOOLONG)
     */
    static Endpoint parse(String text) {
        int separator = text.indexOf("://");
        if (separator < 0) {
            throw ZmqEndpointException.at(Reason.MALFORMED, text, 0, "\"transport://\" is missing");
        }
        if (separator == 0) {
            throw ZmqEndpointException.at(Reason.MALFORMED, text, 0, "the transport is missing");
        }
        return switch (text.substring(0, separator)) {
            case TcpEndpoint.TRANSPORT -> TcpText.parse(text);
            case IpcEndpoint.TRANSPORT -> IpcEndpoint.parseAddress(text);
            case InprocEndpoint.TRANSPORT -> InprocEndpoint.parseAddress(text);
            default -> throw ZmqEndpointException.at(Reason.UNSUPPORTED_TRANSPORT, text, 0,
                    "the transport is unknown, known (in lower case) are tcp, ipc and inproc");
        };
    }

    /** What stands before {@code ://}: {@code tcp}, {@code ipc} or {@code inproc}. */
    String transport();

    /**
     * Checks that a socket can bind this endpoint.
     *
     * @throws ZmqEndpointException {@code MALFORMED} (EINVAL) if it is one for connect only
     */
    void requireBindable();

    /**
     * Checks that a socket can connect to this endpoint.
     *
     * @throws ZmqEndpointException {@code MALFORMED} (EINVAL) if it is one for bind only, such as one with a wildcard
     */
    void requireConnectable();

    /** The canonical form; {@link #parse(String)} reads it back. */
    @Override
    String toString();
}
