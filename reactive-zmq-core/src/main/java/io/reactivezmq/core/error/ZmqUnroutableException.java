package io.reactivezmq.core.error;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * No connected peer has the routing id that a message is addressed to ({@link ErrorCode#EHOSTUNREACH},
 * {@code ZMQ_ROUTER_MANDATORY}).
 */
public final class ZmqUnroutableException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_SHOWN = 32;

    private final byte[] routingId;

    /**
     * A message that no peer can get, for a reason that the message tells; {@link #routingId()} is empty.
     */
    public ZmqUnroutableException(String message) {
        super(ErrorCode.EHOSTUNREACH, message, null);
        this.routingId = new byte[0];
    }

    /**
     * A message to a routing id that no connected peer has. The array is copied; the message shows it as text if it is printable
     * ASCII, else as hex.
     */
    public ZmqUnroutableException(byte[] routingId) {
        super(ErrorCode.EHOSTUNREACH, "no peer has the routing id " + shown(routingId), null);
        this.routingId = routingId.clone();
    }

    private static String shown(byte[] id) {
        if (id.length == 0) {
            return "(empty)";
        }
        int length = Math.min(id.length, MAX_SHOWN);
        String shown = isPrintable(id) ? SafeText.quote(new String(id, 0, length, StandardCharsets.US_ASCII))
                : "0x" + HexFormat.of().formatHex(id, 0, length);
        return id.length > MAX_SHOWN ? shown + "... (" + id.length + " bytes)" : shown;
    }

    private static boolean isPrintable(byte[] id) {
        for (byte octet : id) {
            if (octet < ' ' || octet > '~') {
                return false;
            }
        }
        return true;
    }

    /** A copy of the routing id that was addressed; empty if none was. */
    public byte[] routingId() {
        return routingId.clone();
    }

    /** True: the peer may connect, or come back. */
    @Override
    public boolean isRetryable() {
        return true;
    }
}
