package io.reactivezmq.samples.cli.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.message.ZmqMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OtherCodecsTest {

    private final HexCodec hex = new HexCodec();
    private final LinesCodec lines = new LinesCodec();
    private final TextCodec text = new TextCodec();

    @Test
    @DisplayName("lines: a TAB separates frames, and every other byte is what it is, a backslash too; both ways")
    void lines_are_left_alone() throws MalformedLineException {
        String json = "{\"re\":\"\\\\d+\"}\r";

        assertThat(Lines.decoded(lines, json)).isEqualTo(ZmqMessage.of(json));
        assertThat(Lines.decoded(lines, "find \\d+\t\\x\t")).isEqualTo(ZmqMessage.of("find \\d+", "\\x", ""));
        assertThat(Lines.decoded(lines, "")).isEqualTo(ZmqMessage.empty());
        assertThat(Lines.encoded(lines, ZmqMessage.of("topic", "", json))).isEqualTo("topic\t\t" + json + "\n");
    }

    @Test
    @DisplayName("lines: any byte but TAB and line feed comes back as it was")
    void lines_keep_bytes() throws MalformedLineException, IOException {
        byte[] all = new byte[254];
        for (int octet = 0, i = 0; octet < 256; octet++) {
            if (octet != '\t' && octet != '\n') {
                all[i++] = (byte) octet;
            }
        }
        LineBuffer buffer = new LineBuffer();
        lines.encode(ZmqMessage.of(all), buffer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        buffer.drainTo(out);

        assertThat(out.toByteArray()).startsWith(all).hasSize(255);
        assertThat(lines.decode(all, 0, all.length)).isEqualTo(ZmqMessage.of(all));
    }

    @Test
    @DisplayName("hex: two digits a byte, a TAB between frames; every byte comes back as it was")
    void hex_can_be_read_back() throws MalformedLineException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        ZmqMessage message = ZmqMessage.wrap(all, new byte[0], new byte[] {0x0a});
        String line = Lines.encoded(hex, message);

        assertThat(line).startsWith("000102").endsWith("feff\t\t0a\n");
        assertThat(Lines.decoded(hex, line.substring(0, line.length() - 1))).isEqualTo(message);
    }

    @Test
    @DisplayName("hex: blanks and capitals are fine, half a byte and other letters are told")
    void hex_is_checked() throws MalformedLineException {
        assertThat(Lines.decoded(hex, "48 65 6C\t 6c6F ")).isEqualTo(ZmqMessage.of("Hel", "lo"));
        assertThat(Lines.decoded(hex, "")).isEqualTo(ZmqMessage.empty());
        assertThatThrownBy(() -> Lines.decoded(hex, "48\t656")).hasMessageContaining("3 hexadecimal digits");
        assertThatThrownBy(() -> Lines.decoded(hex, "48\t6x")).hasMessageContaining("column 2 of a frame");
    }

    @Test
    @DisplayName("text: a line is one frame whatever is in it, and frames are written as they are")
    void text_is_left_alone() {
        assertThat(text.decode("{\"a\":\"\\n\"}\tb".getBytes(), 0, 12)).isEqualTo(ZmqMessage.of("{\"a\":\"\\n\"}\tb"));
        assertThat(Lines.encoded(text, ZmqMessage.of("topic", "{\"a\":\"\\n\"}"))).isEqualTo("topic\t{\"a\":\"\\n\"}\n");
    }
}
