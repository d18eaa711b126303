package io.reactivezmq.samples.cli.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.message.ZmqMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    private static final int MAX_LINE = 200_000;

    /** Gives at most so many bytes a read, as a pipe does. */
    private static InputStream inPieces(String text, int size) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int from, int count) {
                return super.read(target, from, Math.min(size, count));
            }
        };
    }

    private static LineReader reader(String text, int piece) {
        return new LineReader(inPieces(text, piece), new LinesCodec(), MAX_LINE);
    }

    private static List<ZmqMessage> all(LineReader reader) throws IOException {
        List<ZmqMessage> messages = new ArrayList<>();
        for (ZmqMessage message = reader.next(); message != null; message = reader.next()) {
            messages.add(message);
        }
        return messages;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000_000})
    @DisplayName("lines come whole, however the stream is cut; the last one needs no line feed")
    void lines_come_whole(int piece) throws IOException {
        assertThat(all(reader("a\n\nb\tc\nlast", piece)))
                .containsExactly(ZmqMessage.of("a"), ZmqMessage.empty(), ZmqMessage.of("b", "c"), ZmqMessage.of("last"));
        assertThat(all(reader("a\n", piece))).containsExactly(ZmqMessage.of("a"));
        assertThat(all(reader("", piece))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 60_000, 65_536, 131_072, MAX_LINE})
    @DisplayName("lines that are longer than a block, between short ones")
    void long_lines_come_whole(int length) throws IOException {
        String line = "x".repeat(length);

        assertThat(all(reader("a\n" + line + "\nb\n" + line + "\nc", 50_000)))
                .containsExactly(ZmqMessage.of("a"), ZmqMessage.of(line),
                ZmqMessage.of("b"), ZmqMessage.of(line), ZmqMessage.of("c"));
    }

    @Test
    @DisplayName("a line without end is refused before it fills the memory")
    void an_endless_line_is_refused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> new LineReader(endless, new LinesCodec(), MAX_LINE).next())
                .isInstanceOf(MalformedLineException.class)
                .hasMessage("line 1: it is longer than " + MAX_LINE + " bytes; --file sends a large message");
    }

    @Test
    @DisplayName("a line that is no message is told by its number")
    void a_wrong_line_is_told_by_number() throws IOException {
        LineReader reader = new LineReader(inPieces("good\n\nbad \\q\n", 4), new EscapedCodec(), MAX_LINE);
        reader.next();
        reader.next();

        assertThatThrownBy(reader::next).isInstanceOf(MalformedLineException.class).hasMessageStartingWith("line 3: ");
    }
}
