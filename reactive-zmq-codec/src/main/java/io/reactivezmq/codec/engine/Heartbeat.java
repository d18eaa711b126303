package io.reactivezmq.codec.engine;

import io.reactivezmq.core.options.HeartbeatOptions;
import java.time.Duration;

/**
 * When to send PING, and when a silent peer is dead (RFC 37, section "Connection Heartbeating"). Knows neither channel nor
 * clock: every call brings the time, in nanoseconds of any monotonic origin.
 *
 * <pre>
 *   interval:      PING ------ PING ------ PING          every interval, whatever arrives
 *   timeout:          |-- nothing received --| dead      from the first PING since the last sign of life
 *   peer's TTL:    last sign of life ---|----| dead      from its first PING with a TTL on; the newest TTL counts
 * </pre>
 *
 * <p>Any byte is a sign of life. While this side has stopped reading, the peer cannot give one, so neither deadline passes;
 * both begin anew when reading goes on. PINGs are sent meanwhile: to the peer they show that this side lives.
 */
public final class Heartbeat {

    /** What is due. */
    public enum Beat {
        /** Nothing yet. */
        NONE,
        /** A PING with {@link #ttlOnWire()}. */
        PING,
        /** The end: nothing came for the timeout after a PING. */
        TIMED_OUT,
        /** The end: nothing came for as long as the peer itself said. */
        PEER_EXPIRED
    }

    /** {@link #nanosUntilNext} when nothing will ever be due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** libzmq multiplies a TTL by 100 in 16 bits, so from 656 on its peers would give up far too early. */
    static final int MAX_TTL_ON_WIRE = 655;

    private static final long DECISECOND = Duration.ofMillis(100).toNanos();

    private final long interval;
    private final long timeout;
    private final int ttlOnWire;

    private long lastLife;
    private long nextPing;
    /** A PING is out, or has been due, and nothing has come since. */
    private boolean unanswered;
    private long answerDeadline;
    private long peerTtl;
    private boolean paused;

    /** @param pings whether the peer understands PING; if not, only what it demands itself is watched */
    public Heartbeat(HeartbeatOptions options, boolean pings, long now) {
        this.interval = pings ? options.interval().toNanos() : 0;
        this.timeout = options.timeout().toNanos();
        this.ttlOnWire = ttlOnWire(options);
        this.lastLife = now;
        this.nextPing = now + interval;
    }

    /** A TTL that has to be cut, and would then be over before the next PING, is not sent at all. */
    private static int ttlOnWire(HeartbeatOptions options) {
        long wanted = options.timeToLive().toNanos() / DECISECOND;
        if (wanted <= MAX_TTL_ON_WIRE) {
            return (int) wanted;
        }
        return options.interval().toNanos() < MAX_TTL_ON_WIRE * DECISECOND ? MAX_TTL_ON_WIRE : 0;
    }

    /** Tenths of a second for every PING of this side, 0 to 655. */
    public int ttlOnWire() {
        return ttlOnWire;
    }

    /** Whether signs of life are of any interest; false costs a connection without heartbeats nothing. */
    public boolean isOn() {
        return interval > 0 || peerTtl > 0;
    }

    /** Something arrived. */
    public void alive(long now) {
        lastLife = now;
        unanswered = false;
    }

    /** A PING arrived; a TTL of 0 takes back an earlier one. */
    public void pinged(int ttlDeciseconds, long now) {
        peerTtl = ttlDeciseconds * DECISECOND;
        alive(now);
    }

    /** This side stops reading. */
    public void pause() {
        paused = true;
    }

    /** This side reads again. */
    public void resume(long now) {
        paused = false;
        lastLife = now;
        answerDeadline = now + timeout;
    }

    /** What is due, one thing at a time; to be asked until it is {@link Beat#NONE}. */
    public Beat beat(long now) {
        if (!paused && isWaitingForAnswer() && now - answerDeadline >= 0) {
            return Beat.TIMED_OUT;
        }
        if (!paused && peerTtl > 0 && now - lastLife >= peerTtl) {
            return Beat.PEER_EXPIRED;
        }
        if (interval == 0 || now - nextPing < 0) {
            return Beat.NONE;
        }
        nextPing = now + interval;
        if (!unanswered) {
            unanswered = true;
            answerDeadline = now + timeout;
        }
        return Beat.PING;
    }

    /** How long {@link #beat} will say NONE if nothing arrives: 0 or more, or {@link #NEVER}. */
    public long nanosUntilNext(long now) {
        long next = NEVER;
        if (interval > 0) {
            next = nextPing - now;
        }
        if (!paused && isWaitingForAnswer()) {
            next = Math.min(next, answerDeadline - now);
        }
        if (!paused && peerTtl > 0) {
            next = Math.min(next, lastLife + peerTtl - now);
        }
        return Math.max(0, next);
    }

    private boolean isWaitingForAnswer() {
        return unanswered && timeout > 0;
    }
}
