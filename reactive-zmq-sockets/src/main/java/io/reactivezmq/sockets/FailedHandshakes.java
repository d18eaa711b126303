package io.reactivezmq.sockets;

import io.reactivezmq.core.HandshakeFailures;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Every handshake of a socket that failed, by cause. Any thread. */
final class FailedHandshakes {

    private final AtomicLongArray violations = new AtomicLongArray(Violation.values().length);
    private final AtomicLongArray refusals = new AtomicLongArray(SecurityFailure.values().length);
    private final AtomicLongArray codes = new AtomicLongArray(ErrorCode.values().length);

    void add(ZmqException cause) {
        if (cause instanceof ZmqProtocolException protocol) {
            violations.incrementAndGet(protocol.violation().ordinal());
        } else if (cause instanceof ZmqSecurityException security) {
            refusals.incrementAndGet(security.failure().ordinal());
        } else {
            codes.incrementAndGet(cause.code().ordinal());
        }
    }

    /** The counts that are not zero. */
    HandshakeFailures snapshot() {
        return new HandshakeFailures(
                counted(violations, Violation.class, Violation.values()),
                counted(refusals, SecurityFailure.class, SecurityFailure.values()),
                counted(codes, ErrorCode.class, ErrorCode.values()));
    }

    private static <E extends Enum<E>> Map<E, Long> counted(AtomicLongArray counts, Class<E> type, E[] causes) {
        Map<E, Long> counted = new EnumMap<>(type);
        for (E cause : causes) {
            long count = counts.get(cause.ordinal());
            if (count > 0) {
                counted.put(cause, count);
            }
        }
        return counted;
    }
}
