package io.reactivezmq.proxy;

/** What a proxy does while its capture socket has no room for a copy. */
public enum CaptureMode {

    /** Drops the copy and counts it ({@link ProxyStatistics#captureDropped()}): capturing costs the proxy no message and no time. */
    DROP,
    /**
     * Waits, as libzmq's proxy does: the capture socket gets everything, and both directions go only as fast as it takes the copies.
     * PUB and XPUB never have to be waited for and drop by themselves.
     */
    WAIT
}
