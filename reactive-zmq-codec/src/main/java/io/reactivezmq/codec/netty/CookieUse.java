package io.reactivezmq.codec.netty;

import io.reactivezmq.codec.curve.CurveCookies;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.security.Security;
import java.util.function.Supplier;

/**
 * Whether a socket counts as a CURVE server, so that the cookie keys, which all servers of the process share, are overwritten when
 * the last of them is closed. A socket that once was a server counts until its end, whatever its options have become: a client of
 * then may still bring its cookie back. Thread-safe.
 */
public final class CookieUse {

    private final Supplier<CurveCookies> cookies;
    private boolean counted;
    private boolean ended;

    /** Of a socket whose options are not known yet. */
    public CookieUse() {
        this(MechanismFactory::cookies);
    }

    CookieUse(Supplier<CurveCookies> cookies) {
        this.cookies = cookies;
    }

    /** The socket has these options from now on. */
    public synchronized void begin(SecurityOptions options) {
        if (options.mechanism() instanceof Security.CurveServer && !counted && !ended) {
            counted = true;
            cookies.get().serverOpened();
        }
    }

    /** The socket has no connection any more and gets none. */
    public synchronized void end() {
        ended = true;
        if (counted) {
            counted = false;
            cookies.get().serverClosed();
        }
    }
}
