package io.reactivezmq.proxy;

/**
 * What a proxy has forwarded since it was made, over all its runs. The numbers are read one after the other while the proxy works, so
 * they need not fit together to the last message.
 *
 * @param frontend the traffic of the frontend
 * @param backend the traffic of the backend; where one socket is both, what came in is the frontend's and what went out the backend's,
 *     as in libzmq
 * @param captured copies that the capture socket took
 * @param captureDropped copies for which the capture socket had no room, or that came when it was closed
 * @param capturedMissed messages that a subscriber of {@code captured()} was too slow for, summed over all of them
 * @param undeliverable messages that the other side refused one by one: for a mandatory ROUTER, those to a peer that has gone; for an
 *     XSUB, subscriptions beyond {@code limits.maxTopicSize} or {@code limits.maxSubscriptionsPerPeer}. They count as received and
 *     not as sent
 */
public record ProxyStatistics(
        Side frontend, Side backend, long captured, long captureDropped, long capturedMissed, long undeliverable) {

    /**
     * One side of a proxy. A message of several frames counts once in {@code messages} and with each frame in {@code frames}, the
     * routing id of a ROUTER among them; libzmq's STATISTICS has frames.
     *
     * @param messagesReceived messages taken from this side's socket
     * @param framesReceived their frames
     * @param bytesReceived the payload of these frames, in bytes
     * @param messagesSent messages handed to this side's socket, the last of which may still wait for room
     * @param framesSent their frames
     * @param bytesSent the payload of these frames, in bytes
     */
    public record Side(long messagesReceived, long framesReceived, long bytesReceived,
            long messagesSent, long framesSent, long bytesSent) {
    }
}
