package io.reactivezmq.codec.curve;

import io.reactivezmq.codec.curve.crypto.CryptoBox;
import io.reactivezmq.codec.curve.crypto.RandomSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a server (RFC 26, section "The WELCOME Command"). What a server would have to remember of a client that has only
 * said HELLO, its transient key and the one made for it, is sealed and given to the client, who brings it back with
 * INITIATE. So memory holds no secret for each stranger, only one key for all, which is renewed: a cookie is good
 * for less than two lifetimes.
 *
 * <p>There is no timer. Keys are renewed by whoever makes or opens a cookie, and when a server is closed; those that are too old
 * are overwritten then and not before. So an old cookie is never accepted, but on an open server to which nobody comes any more the
 * last one or two keys stay in memory until the next client says HELLO, or until no server is open any more: the last one
 * that is closed overwrites all keys. Whoever has recorded cookies and gets hold of the memory before can still read them.
 *
 * <p>Thread-safe: all servers of a process share it. It knows no clock; time is passed in.
 */
public final class CurveCookies {

    /** RFC 26: discarded "after a short interval, for example 60 seconds". */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final int SECRET = CurveCommand.KEY;

    private final RandomSource random;
    private final LongSupplier nanoTime;
    private final long lifetime;
    /** Made with the first cookie. */
    private @Nullable CryptoBox current;
    private @Nullable CryptoBox previous;
    private long since;
    private int openServers;

    /**
     * @param nanoTime what time it is, in nanoseconds since any moment, never going back
     * @param lifetime how long a key is used before it is renewed
     */
    public CurveCookies(RandomSource random, LongSupplier nanoTime, Duration lifetime) {
        this.random = random;
        this.nanoTime = nanoTime;
        this.lifetime = lifetime.toNanos();
    }

    private CryptoBox newKey() {
        byte[] key = new byte[CurveCommand.KEY];
        random.nextBytes(key);
        CryptoBox box = CryptoBox.of(key);
        Arrays.fill(key, (byte) 0);
        return box;
    }

    /**
     * Makes a cookie.
     *
     * @param clientKey C', 32 bytes
     * @param secretKey s', 32 bytes
     * @return 96 bytes, of which the first 16 are a nonce that no other cookie has
     */
    synchronized byte[] bake(byte[] clientKey, byte[] secretKey) {
        renew();
        if (current == null) {
            current = newKey();
            if (previous == null) {
                since = nanoTime.getAsLong();
            }
        }
        byte[] text = Arrays.copyOf(clientKey, 2 * CurveCommand.KEY);
        System.arraycopy(secretKey, 0, text, SECRET, CurveCommand.KEY);
        byte[] nonce = CurveNonce.random(random);
        byte[] box = current.seal(CurveNonce.COOKIE.with(nonce, 0), text);
        Arrays.fill(text, (byte) 0);
        byte[] cookie = Arrays.copyOf(nonce, nonce.length + box.length);
        System.arraycopy(box, 0, cookie, nonce.length, box.length);
        return cookie;
    }

    /** C' and s' of the cookie at this place, 32 bytes each, to be overwritten after use; null if it is not ours or too old. */
    synchronized byte @Nullable [] open(byte[] bytes, int offset) {
        renew();
        if (current == null && previous == null) {
            return null;
        }
        byte[] nonce = CurveNonce.COOKIE.with(bytes, offset);
        int start = offset + CurveNonce.RANDOM_SIZE;
        int size = CurveCommand.COOKIE_SIZE - CurveNonce.RANDOM_SIZE;
        byte[] text = current == null ? null : current.open(nonce, bytes, start, size);
        return text != null || previous == null ? text : previous.open(nonce, bytes, start, size);
    }

    /**
     * Retires the key if it is time to, and forgets those that are too old. A key that is retired late is forgotten no later for
     * that.
     */
    synchronized void renew() {
        long age = nanoTime.getAsLong() - since;
        if (age < lifetime) {
            return;
        }
        forget(previous);
        previous = current;
        current = null;
        // counted from when the key was due to be retired, not from now
        since += age / lifetime * lifetime;
        if (age >= 2 * lifetime) {
            forget(previous);
            previous = null;
        }
    }

    /** One more server may make cookies. */
    public synchronized void serverOpened() {
        openServers++;
    }

    /** A server that was {@linkplain #serverOpened() opened} makes no more cookies; overwrites all keys if it was the last. */
    public synchronized void serverClosed() {
        openServers--;
        if (openServers > 0) {
            renew();
            return;
        }
        forget(previous);
        forget(current);
        previous = null;
        current = null;
    }

    private static void forget(@Nullable CryptoBox key) {
        if (key != null) {
            key.destroy();
        }
    }
}
