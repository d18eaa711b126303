package io.reactivezmq.core;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many handshakes of a socket failed, by cause. A failure counts once: under its {@link Violation} if the peer broke the
 * protocol, else under its {@link ErrorCode}.
 *
 * @param byViolation failures by a peer that spoke wrongly; unmodifiable; what never occurred may be missing
 * @param byCode all other failures, such as {@code ETIMEDOUT} of a peer that was too slow; unmodifiable; what never occurred may
 *     be missing
 */
public record HandshakeFailures(Map<Violation, Long> byViolation, Map<ErrorCode, Long> byCode) {

    private static final HandshakeFailures NONE = new HandshakeFailures(Map.of(), Map.of());

    /** Copies the maps. */
    public HandshakeFailures {
        byViolation = copy(Violation.class, byViolation);
        byCode = copy(ErrorCode.class, byCode);
    }

    /** No failure so far. */
    public static HandshakeFailures none() {
        return NONE;
    }

    private static <E extends Enum<E>> Map<E, Long> copy(Class<E> keys, Map<E, Long> counts) {
        Map<E, Long> copy = new EnumMap<>(keys);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }

    /** These failures and the others together. */
    public HandshakeFailures plus(HandshakeFailures other) {
        Map<Violation, Long> violations = new EnumMap<>(Violation.class);
        violations.putAll(byViolation);
        other.byViolation.forEach((violation, count) -> violations.merge(violation, count, Long::sum));
        Map<ErrorCode, Long> codes = new EnumMap<>(ErrorCode.class);
        codes.putAll(byCode);
        other.byCode.forEach((code, count) -> codes.merge(code, count, Long::sum));
        return new HandshakeFailures(violations, codes);
    }

    /** All failures. */
    public long total() {
        return sum(byViolation) + sum(byCode);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many failed as this one did. */
    public long of(ZmqException cause) {
        return cause instanceof ZmqProtocolException protocol
                ? byViolation.getOrDefault(protocol.violation(), 0L) : byCode.getOrDefault(cause.code(), 0L);
    }
}
