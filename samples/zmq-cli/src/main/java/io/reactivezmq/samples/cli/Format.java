package io.reactivezmq.samples.cli;

import io.reactivezmq.samples.cli.codec.EscapedCodec;
import io.reactivezmq.samples.cli.codec.HexCodec;
import io.reactivezmq.samples.cli.codec.JsonCodec;
import io.reactivezmq.samples.cli.codec.LinesCodec;
import io.reactivezmq.samples.cli.codec.MessageCodec;
import io.reactivezmq.samples.cli.codec.TextCodec;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a message looks like as a line. */
enum Format {

    LINES(LinesCodec::new),
    ESCAPED(EscapedCodec::new),
    TEXT(TextCodec::new),
    JSONL(JsonCodec::new),
    HEX(HexCodec::new);

    /** For the end of every help text that has --input or --output. */
    static final String[] HELP = {
        "",
        "Formats, one message a line:",
        "  lines    bytes as they are, a TAB between frames. A payload with a TAB or line feed in it",
        "           is printed, but cannot be read back as it was.",
        "  escaped  a TAB between frames; \\t \\n \\r \\\\ for these characters and \\xNN for other",
        "           control characters and bytes that are not UTF-8. Output can be read as input.",
        "  text     bytes as they are: an input line is one frame; printed as with lines.",
        "  jsonl    {\"frames\":[\"...\"],\"base64\":false}; base64 is true if a frame is not UTF-8.",
        "  hex      two digits a byte, a TAB between frames.",
        "Default is lines; escaped for router and stream, for what xpub prints and what xsub reads,",
        "and for what is printed on a terminal.",
        "",
        "Exit status: 0 done, 1 failure or messages not delivered, 2 wrong arguments, 3 timeout;",
        "130 and 143 after Ctrl-C and SIGTERM, which send what is queued within --linger."
    };

    private final Supplier<MessageCodec> codec;

    Format(Supplier<MessageCodec> codec) {
        this.codec = codec;
    }

    MessageCodec codec() {
        return codec.get();
    }

    static Format of(String text) {
        for (Format format : values()) {
            if (format.toString().equals(text)) {
                return format;
            }
        }
        throw new TypeConversionException("'" + text + "' is none of lines, escaped, text, jsonl, hex");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For {@code --output}: a format, or {@code none} for no output at all. */
    record Output(boolean silent, Format format) {

        /** Reads one. */
        static final class Converter implements ITypeConverter<Output> {

            @Override
            public Output convert(String text) {
                return text.equals("none") ? new Output(true, LINES) : new Output(false, of(text));
            }
        }
    }
}
