package io.reactivezmq.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LibzmqLongTopicTest {

    private final List<byte[]> commands = new ArrayList<>();
    private final List<ZmqMessage> messages = new ArrayList<>();

    @Test
    @DisplayName("libzmq 4.3.4 sends SUBSCRIBE of a 246-byte topic with an 8-byte length and without LARGE: it is understood")
    void a_command_with_eight_length_bytes_and_no_large_flag_is_read() {
        Fragmenter.forEachSplit(Hex.bytes("04 00 00 00 00 00 00 01 00 09 'SUBSCRIBE' F6*246 00 01 'x'"), pieces -> {
            commands.clear();
            messages.clear();
            FrameDecoder decoder = decoder();
            pieces.forEach(piece -> decoder.decode(Unpooled.wrappedBuffer(piece)));
            assertThat(commands).singleElement().satisfies(body ->
                    assertThat(SubscribeCommand.decode(body).topic()).hasSize(246).containsOnly(0xF6));
            assertThat(messages).containsExactly(ZmqMessage.of("x"));
        });
    }

    @Test
    @DisplayName("an empty command is no way to announce more than a command may have")
    void the_limit_of_commands_holds_for_such_a_length_too() {
        FrameDecoder decoder = decoder();
        assertThatThrownBy(() -> decoder.decode(Unpooled.wrappedBuffer(Hex.bytes("04 00 00 00 00 00 00 10 01"))))
                .isInstanceOf(ZmqProtocolException.class);
    }

    private FrameDecoder decoder() {
        return new FrameDecoder(new FrameLimits(1 << 20, 10, 4096), new FrameSink() {
            @Override
            public boolean onMessage(ZmqMessage message) {
                return messages.add(message);
            }

            @Override
            public void onCommand(byte[] body) {
                commands.add(body);
            }
        });
    }
}
