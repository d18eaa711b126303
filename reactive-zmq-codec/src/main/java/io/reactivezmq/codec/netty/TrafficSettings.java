package io.reactivezmq.codec.netty;

import io.reactivezmq.codec.wire.FrameLimits;
import java.time.Duration;

/**
 * How a connection behaves after its handshake.
 *
 * @param limits what the peer may announce
 * @param maxTopicSize bytes of a topic in SUBSCRIBE and CANCEL
 * @param idleMidMessageTimeout how long a peer may pause between the first and the last byte of a message
 * @param batchSize bytes of one write
 */
public record TrafficSettings(FrameLimits limits, int maxTopicSize, Duration idleMidMessageTimeout, int batchSize) {
}
