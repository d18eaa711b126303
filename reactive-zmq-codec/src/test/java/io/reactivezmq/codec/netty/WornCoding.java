package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.codec.wire.FrameSink;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.codec.wire.TrafficDecoder;
import io.reactivezmq.codec.wire.TrafficEncoder;
import io.reactivezmq.codec.wire.ZmtpVersion;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.function.Consumer;

/** Plain frames, of which only so many can be sent, as if each needed a number of its own: then a part of the next is written. */
final class WornCoding implements TrafficCoding {

    private int left;

    WornCoding(int left) {
        this.left = left;
    }

    @Override
    public TrafficEncoder encoder(ZmtpVersion version) {
        return new WornEncoder(PLAIN.encoder(version));
    }

    @Override
    public TrafficDecoder decoder(FrameLimits limits, ZmtpVersion version, MessageMetadata metadata, FrameSink sink) {
        return PLAIN.decoder(limits, version, metadata, sink);
    }

    private final class WornEncoder implements TrafficEncoder {

        private final TrafficEncoder plain;

        WornEncoder(TrafficEncoder plain) {
            this.plain = plain;
        }

        private void take(ByteBuf out) {
            if (left == 0) {
                out.writeBytes(new byte[] {1, 1});
                throw ZmtpViolations.invalidSequence("no number is left");
            }
            left--;
        }

        @Override
        public boolean isMidMessage() {
            return plain.isMidMessage();
        }

        @Override
        public long encodedSize(ZmqMessage message) {
            return plain.encodedSize(message);
        }

        @Override
        public boolean tryEncode(ZmqMessage message, ByteBuf out) {
            take(out);
            return plain.tryEncode(message, out);
        }

        @Override
        public boolean encode(ZmqMessage message, ByteBuf out) {
            take(out);
            return plain.encode(message, out);
        }

        @Override
        public boolean resume(ByteBuf out) {
            return plain.resume(out);
        }

        @Override
        public int commandSize(int plainSize) {
            return plain.commandSize(plainSize);
        }

        @Override
        public void encodeCommand(Consumer<ByteBuf> command, ByteBuf out) {
            take(out);
            plain.encodeCommand(command, out);
        }
    }
}
