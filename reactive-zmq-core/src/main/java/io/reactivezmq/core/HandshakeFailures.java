package io.reactivezmq.core;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many handshakes of a socket failed, by cause. A failure counts once: under its {@link Violation} if the peer broke the
 * protocol, under its {@link SecurityFailure} if either side did not let the other in, else under its {@link ErrorCode}.
 *
 * @param byViolation failures by a peer that spoke wrongly; unmodifiable; what never occurred may be missing
 * @param bySecurity failures of authentication, here or at the peer; unmodifiable; what never occurred may be missing
 * @param byCode all other failures, such as {@code ETIMEDOUT} of a peer that was too slow; unmodifiable; what never occurred may
 *     be missing
 */
public record HandshakeFailures(
        Map<Violation, Long> byViolation, Map<SecurityFailure, Long> bySecurity, Map<ErrorCode, Long> byCode) {

    private static final HandshakeFailures NONE = new HandshakeFailures(Map.of(), Map.of(), Map.of());

    /** Copies the maps. */
    public HandshakeFailures {
        byViolation = copy(Violation.class, byViolation);
        bySecurity = copy(SecurityFailure.class, bySecurity);
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
        return new HandshakeFailures(
                sum(Violation.class, byViolation, other.byViolation),
                sum(SecurityFailure.class, bySecurity, other.bySecurity),
                sum(ErrorCode.class, byCode, other.byCode));
    }

    private static <E extends Enum<E>> Map<E, Long> sum(Class<E> keys, Map<E, Long> one, Map<E, Long> other) {
        Map<E, Long> sum = new EnumMap<>(keys);
        sum.putAll(one);
        other.forEach((cause, count) -> sum.merge(cause, count, Long::sum));
        return sum;
    }

    /** All failures. */
    public long total() {
        return sum(byViolation) + sum(bySecurity) + sum(byCode);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many failed as this one did. */
    public long of(ZmqException cause) {
        if (cause instanceof ZmqProtocolException protocol) {
            return byViolation.getOrDefault(protocol.violation(), 0L);
        }
        return cause instanceof ZmqSecurityException security
                ? bySecurity.getOrDefault(security.failure(), 0L) : byCode.getOrDefault(cause.code(), 0L);
    }
}
