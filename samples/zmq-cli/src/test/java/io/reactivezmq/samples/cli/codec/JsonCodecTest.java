package io.reactivezmq.samples.cli.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.message.ZmqMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonCodecTest {

    private final JsonCodec codec = new JsonCodec();

    @Test
    @DisplayName("text: the frames as strings, on one line")
    void text() throws MalformedLineException {
        ZmqMessage message = ZmqMessage.of("grüße 𝄞", "", "a\n\"b\"\\\t");
        String line = "{\"frames\":[\"grüße 𝄞\",\"\",\"a\\n\\\"b\\\"\\\\\\t\"],\"base64\":false}";

        assertThat(Lines.encoded(codec, message)).isEqualTo(line + "\n");
        assertThat(Lines.decoded(codec, line)).isEqualTo(message);
    }

    @Test
    @DisplayName("base64 is true if one frame is not UTF-8, and then for all of them")
    void bytes() throws MalformedLineException {
        ZmqMessage message = ZmqMessage.wrap(new byte[] {'h', 'i'}, new byte[] {0, (byte) 0xff});
        String line = "{\"frames\":[\"aGk=\",\"AP8=\"],\"base64\":true}";

        assertThat(Lines.encoded(codec, message)).isEqualTo(line + "\n");
        assertThat(Lines.decoded(codec, line)).isEqualTo(message);
    }

    @Test
    @DisplayName("every byte comes back as it was")
    void everything_can_be_read_back() throws MalformedLineException {
        for (int octet = 0; octet < 256; octet++) {
            ZmqMessage message = ZmqMessage.wrap(new byte[] {'a', (byte) octet});
            String line = Lines.encoded(codec, message);
            assertThat(Lines.decoded(codec, line.strip())).isEqualTo(message);
        }
    }

    @Test
    @DisplayName("base64 may be missing or come first, what else there is is ignored, escapes are read")
    void what_others_write_is_read() throws MalformedLineException {
        assertThat(Lines.decoded(codec, " {\"at\":{\"x\":[1]}, \"frames\" : [\"\\u20ac\\ud834\\udd1e\"]} "))
                .isEqualTo(ZmqMessage.of("€𝄞"));
        assertThat(Lines.decoded(codec, "{\"base64\":true,\"frames\":[\"aGk=\"]}")).isEqualTo(ZmqMessage.of("hi"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "``                                       | no JSON object",
        "hello                                    | no JSON",
        "[\"a\"]                                  | no JSON object",
        "{\"frames\":[\"a\"]                      | no JSON",
        "{\"frames\":[\"a\"]} {}                  | something follows",
        "{\"frames\":\"a\"}                       | array of strings",
        "{\"frames\":[1]}                         | array of strings",
        "{\"frames\":[]}                          | missing or empty",
        "{\"frame\":[\"a\"]}                      | missing or empty",
        "{\"frames\":[\"a\"],\"frames\":[\"b\"]}  | no JSON",
        "{\"frames\":[\"a\"],\"base64\":\"no\"}   | true or false",
        "{\"frames\":[\"a%\"],\"base64\":true}    | no Base64",
        "{\"frames\":[\"\\ud800\"]}               | surrogate"})
    @DisplayName("a line that is no message is an error that tells what is wrong")
    void a_wrong_line_is_told(String line, String word) {
        assertThatThrownBy(() -> Lines.decoded(codec, line)).isInstanceOf(MalformedLineException.class).hasMessageContaining(word)
                .hasMessageNotContaining("\n");
    }
}
