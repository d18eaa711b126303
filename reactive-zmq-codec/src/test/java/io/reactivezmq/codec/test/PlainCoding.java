package io.reactivezmq.codec.test;

import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.codec.wire.FrameSink;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.codec.wire.TrafficDecoder;
import io.reactivezmq.codec.wire.TrafficEncoder;
import io.reactivezmq.codec.wire.ZmtpVersion;
import io.reactivezmq.core.message.MessageMetadata;

/** Plain frames, and whether their secrets, if they had any, would be forgotten. */
public final class PlainCoding implements TrafficCoding {

    private boolean destroyed;

    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public TrafficEncoder encoder(ZmtpVersion version) {
        return PLAIN.encoder(version);
    }

    @Override
    public TrafficDecoder decoder(FrameLimits limits, ZmtpVersion version, MessageMetadata metadata, FrameSink sink) {
        return PLAIN.decoder(limits, version, metadata, sink);
    }

    @Override
    public void destroy() {
        destroyed = true;
    }
}
