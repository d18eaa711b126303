package io.reactivezmq.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message knows whom it came from, for the price of a reference")
class ReceivedMetadataTest {

    private static final FrameLimits LIMITS = new FrameLimits(1 << 20, 8, 64);
    private static final MessageMetadata METADATA = MessageMetadata.of(Map.of("X-a", Hex.bytes("'1'")));

    @Test
    void every_message_of_a_connection_has_the_same_object() {
        DecoderRun run = new DecoderRun(LIMITS, ZmtpVersion.ZMTP_3_1, METADATA)
                .feed("00 01 'a' 01 01 'b' 00 01 'c'").feed("02 00*7").feed("01 'd'");
        assertThat(run.messages).extracting(ZmqMessage::metadata).hasSize(3).allSatisfy(one -> assertThat(one).isSameAs(METADATA));
    }

    @Test
    @DisplayName("a received message costs two objects, its array and 24 bytes")
    void a_small_message_costs_two_small_objects() {
        int messages = 10_000;
        ByteBuf wire = Unpooled.buffer(3 * messages);
        for (int i = 0; i < messages; i++) {
            wire.writeBytes(Hex.bytes("00 01 41"));
        }
        FrameDecoder decoder = new FrameDecoder(LIMITS, ZmtpVersion.ZMTP_3_1, METADATA, new Forgetful());
        long each = 0;
        for (int round = 0; round < 5; round++) {
            wire.readerIndex(0);
            long before = allocated();
            decoder.decode(wire);
            each = (allocated() - before) / messages;
        }
        // an array of 1 byte takes 24 bytes, and the message 24 or, without compressed references, 32
        assertThat(each).isLessThan(64);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static final class Forgetful implements FrameSink {

        @Override
        public boolean onMessage(ZmqMessage message) {
            return true;
        }

        @Override
        public void onCommand(byte[] body) {
            throw new AssertionError("no command was sent");
        }
    }
}
