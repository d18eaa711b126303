package io.reactivezmq.core.endpoint;

import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import java.nio.charset.StandardCharsets;

/**
 * A Unix domain socket: {@code ipc://path}.
 *
 * @param path a path in the file system; {@code @name} for a name in Linux's abstract namespace; {@code *} for a path that
 *     is chosen at bind. At most {@value #MAX_PATH_BYTES} bytes in UTF-8, no control characters
 */
public record IpcEndpoint(String path) implements Endpoint {

    static final String TRANSPORT = "ipc";

    /** What fits into a Unix socket address on Linux, in bytes, without the terminating NUL. */
    public static final int MAX_PATH_BYTES = 107;

    private static final String PREFIX = TRANSPORT + "://";

    /**
     * Checks the path.
     *
     * @throws ZmqEndpointException {@code MALFORMED} (EINVAL) or {@code NAME_TOO_LONG} (ENAMETOOLONG)
     */
    public IpcEndpoint {
        String text = PREFIX + path;
        PlainName.require(path, text, PREFIX.length(), "the path");
        if (path.equals("@")) {
            throw ZmqEndpointException.at(Reason.MALFORMED, text, text.length(), "the abstract name is missing");
        }
        int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_PATH_BYTES) {
            throw ZmqEndpointException.at(Reason.NAME_TOO_LONG, text, PREFIX.length(),
                    "the path has " + bytes + " bytes, at most " + MAX_PATH_BYTES + " are possible");
        }
    }

    static IpcEndpoint parseAddress(String text) {
        return new IpcEndpoint(text.substring(PREFIX.length()));
    }

    @Override
    public String transport() {
        return TRANSPORT;
    }

    /** Whether the path is a name in Linux's abstract namespace, with no file. */
    public boolean isAbstract() {
        return path.charAt(0) == '@';
    }

    /** Whether the path is to be chosen at bind. */
    public boolean isWildcard() {
        return path.equals("*");
    }

    /** Every ipc endpoint may be bound. */
    @Override
    public void requireBindable() {
        // nothing that connect alone could use
    }

    /**
     * Checks that the path is not {@code *}.
     *
     * @throws ZmqEndpointException {@code MALFORMED} (EINVAL)
     */
    @Override
    public void requireConnectable() {
        if (isWildcard()) {
            throw ZmqEndpointException.at(Reason.MALFORMED, toString(), PREFIX.length(), "path * is for bind only");
        }
    }

    @Override
    public String toString() {
        return PREFIX + path;
    }
}
