package io.reactivezmq.samples.cli;

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
    TEXT(TextCodec::new),
    JSONL(JsonCodec::new),
    HEX(HexCodec::new);

    /** For the end of every help text that has --input or --output. */
    static final String[] HELP = {
        "",
        "Formats, one message a line:",
        "  lines  a TAB between frames; \\t \\n \\r \\\\ for these characters and \\xNN for other",
        "         control characters and bytes that are not UTF-8. Output can be read as input.",
        "  text   bytes as they are: an input line is one frame; frames are printed with a TAB between.",
        "  jsonl  {\"frames\":[\"...\"],\"base64\":false}; base64 is true if a frame is not UTF-8.",
        "  hex    two digits a byte, a TAB between frames.",
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
        throw new TypeConversionException("'" + text + "' is none of lines, text, jsonl, hex");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For {@code --output}: a format, or {@code none} for no output at all. */
    record Output(boolean silent, Format format) {

        static final Output LINES = new Output(false, Format.LINES);

        /** Reads one. */
        static final class Converter implements ITypeConverter<Output> {

            @Override
            public Output convert(String text) {
                return text.equals("none") ? new Output(true, Format.LINES) : new Output(false, of(text));
            }
        }
    }
}
