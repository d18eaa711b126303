package io.reactivezmq.samples.cli.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.message.ZmqMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedCodecTest {

    private final EscapedCodec codec = new EscapedCodec();

    private String encoded(ZmqMessage message) {
        return Lines.encoded(codec, message);
    }

    private ZmqMessage decoded(String line) throws MalformedLineException {
        return Lines.decoded(codec, line);
    }

    @Test
    @DisplayName("text is written as it is, with a TAB between frames")
    void text_stays() throws MalformedLineException {
        assertThat(encoded(ZmqMessage.of("grüße €", "", "𝄞 b"))).isEqualTo("grüße €\t\t𝄞 b\n");
        assertThat(decoded("grüße €\t\t𝄞 b")).isEqualTo(ZmqMessage.of("grüße €", "", "𝄞 b"));
    }

    @Test
    @DisplayName("an empty line is a message of one empty frame, and back")
    void an_empty_line_is_a_message() throws MalformedLineException {
        assertThat(decoded("")).isEqualTo(ZmqMessage.empty());
        assertThat(encoded(ZmqMessage.empty())).isEqualTo("\n");
    }

    @Test
    @DisplayName("TAB, line feed, carriage return and backslash have names; other control characters have \\xNN")
    void escapes() throws MalformedLineException {
        String line = "a\\tb\\nc\\rd\\\\e\\x00\\x1b\\x7f";
        ZmqMessage message = ZmqMessage.of("a\tb\nc\rd\\e\0\33\177");

        assertThat(encoded(message)).isEqualTo(line + "\n");
        assertThat(decoded(line)).isEqualTo(message);
    }

    @Test
    @DisplayName("control characters of two bytes, U+0080 to U+009F, do not reach the terminal either")
    void c1_controls_are_escaped() {
        assertThat(encoded(ZmqMessage.of("\u009b31m"))).isEqualTo("\\xc2\\x9b31m\n");
        assertThat(encoded(ZmqMessage.of("\u00a0"))).isEqualTo("\u00a0\n");
    }

    @ParameterizedTest
    @CsvSource({
        "80,             \\x80",
        "c0af,           \\xc0\\xaf",
        "e282,           \\xe2\\x82",
        "e0809f,         \\xe0\\x80\\x9f",
        "eda080,         \\xed\\xa0\\x80",
        "f0808080,       \\xf0\\x80\\x80\\x80",
        "f4908080,       \\xf4\\x90\\x80\\x80",
        "f5808080,       \\xf5\\x80\\x80\\x80",
        "ff,             \\xff",
        "c3,             \\xc3"})
    @DisplayName("bytes that are not UTF-8 (RFC 3629) are escaped one by one")
    void broken_utf8_is_escaped(String hex, String line) {
        assertThat(encoded(ZmqMessage.of(java.util.HexFormat.of().parseHex(hex)))).isEqualTo(line + "\n");
    }

    @Test
    @DisplayName("every pair of bytes comes back as it was, and takes one line")
    void everything_can_be_read_back() throws MalformedLineException {
        for (int pair = 0; pair < 1 << 16; pair++) {
            ZmqMessage message = ZmqMessage.wrap(new byte[] {(byte) (pair >> 8), (byte) pair}, new byte[] {(byte) pair});
            String line = encoded(message);

            assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
            byte[] bytes = line.getBytes(UTF_8);
            assertThat(codec.decode(bytes, 0, bytes.length - 1)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\", "\\d", "\\X41", "\\x", "\\x4", "\\x4g", "\\x4\t1"})
    @DisplayName("any other backslash is an error that tells what to write")
    void an_unknown_escape_is_refused(String line) {
        assertThatThrownBy(() -> decoded(line)).isInstanceOf(MalformedLineException.class).hasMessageContaining("\\x");
    }

    @Test
    @DisplayName("bytes that are not UTF-8 are taken as they are")
    void raw_bytes_are_read() throws MalformedLineException {
        byte[] raw = {'a', (byte) 0xff, '\t', (byte) 0x80};
        assertThat(codec.decode(raw, 0, raw.length))
                .isEqualTo(ZmqMessage.wrap("a\377".getBytes(ISO_8859_1), new byte[] {(byte) 0x80}));
    }
}
