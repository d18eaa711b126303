package io.reactivezmq.codec.wire;

import io.reactivezmq.core.message.MessageMetadata;

/** The form of one connection's traffic, as the handshake has agreed on it. */
public interface TrafficCoding {

    /** Frames as they are (RFC 37, section "Framing"). */
    TrafficCoding PLAIN = new TrafficCoding() {
        @Override
        public TrafficEncoder encoder(ZmtpVersion version) {
            return new MessageEncoder(version);
        }

        @Override
        public TrafficDecoder decoder(FrameLimits limits, ZmtpVersion version, MessageMetadata metadata, FrameSink sink) {
            return new FrameDecoder(limits, version, metadata, sink);
        }
    };

    /** To be called once. */
    TrafficEncoder encoder(ZmtpVersion version);

    /**
     * To be called once.
     *
     * @param metadata of every message
     */
    TrafficDecoder decoder(FrameLimits limits, ZmtpVersion version, MessageMetadata metadata, FrameSink sink);

    /** The connection has ended: secrets are forgotten. Neither encoder nor decoder may be used any more. */
    default void destroy() {
    }
}
