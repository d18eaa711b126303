package io.reactivezmq.codec.netty;

import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.core.options.HeartbeatOptions;
import java.time.Duration;

/**
 * How a connection behaves after its handshake.
 *
 * @param limits what the peer may announce
 * @param maxTopicSize bytes of a topic in SUBSCRIBE and CANCEL
 * @param idleMidMessageTimeout how long a peer may pause between the first and the last byte of a message
 * @param batchSize bytes of one write
 * @param heartbeat whether and how a silent peer is noticed
 */
public record TrafficSettings(FrameLimits limits, int maxTopicSize, Duration idleMidMessageTimeout, int batchSize,
        HeartbeatOptions heartbeat) {

    /** Sends no PING. */
    public TrafficSettings(FrameLimits limits, int maxTopicSize, Duration idleMidMessageTimeout, int batchSize) {
        this(limits, maxTopicSize, idleMidMessageTimeout, batchSize, HeartbeatOptions.defaults());
    }
}
