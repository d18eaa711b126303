package io.reactivezmq.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message in a log: one line, printable, bounded, whatever a peer sent")
class MessageTextTest {

    @Test
    void sizes_and_short_text_are_shown() {
        assertThat(ZmqMessage.of("topic", "", "body")).hasToString("ZmqMessage[5 B \"topic\", 0 B, 4 B \"body\"]");
    }

    @Test
    void long_frames_are_cut() {
        assertThat(ZmqMessage.of("0123456789abcdef")).hasToString("ZmqMessage[16 B \"0123456789abcdef\"]");
        assertThat(ZmqMessage.of("0123456789abcdefg")).hasToString("ZmqMessage[17 B \"0123456789abcdef\"...]");
    }

    @Test
    void many_frames_are_counted() {
        assertThat(ZmqMessage.of("1", "2", "3", "4", "5", "6"))
                .hasToString("ZmqMessage[1 B \"1\", 1 B \"2\", 1 B \"3\", 1 B \"4\", and 2 more]");
    }

    @Test
    void what_is_not_printable_is_escaped() {
        assertThat(ZmqMessage.of("a\r\nb\"\\\u001B[31m"))
                .hasToString("ZmqMessage[11 B \"a\\x0d\\x0ab\\x22\\x5c\\x1b[31m\"]");
        assertThat(ZmqMessage.of(new byte[] {0, (byte) 0x80, (byte) 0xFF}))
                .hasToString("ZmqMessage[3 B \"\\x00\\x80\\xff\"]");
    }

    @Test
    void no_message_makes_a_long_line() {
        byte[] frame = new byte[1 << 20];
        byte[][] frames = new byte[1000][];
        Arrays.fill(frames, frame);

        assertThat(ZmqMessage.wrap(frames).toString()).hasSizeLessThan(400).hasLineCount(1);
    }
}
