package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code jsonl}: an object a line, {@code {"frames":["..."],"base64":false}}. The frames are text, or all of them Base64 if one of
 * them is not UTF-8. Read, {@code base64} may be missing, and other properties are ignored.
 */
public final class JsonCodec implements MessageCodec {

    private static final String FRAMES = "frames";
    private static final String BASE64 = "base64";
    /** Lengths are the reader's business, which has bounded the line. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
            .build();

    @Override
    public ZmqMessage decode(byte[] bytes, int from, int to) throws MalformedLineException {
        List<String> frames = null;
        boolean base64 = false;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "the line is no JSON object");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(FRAMES)) {
                    frames = frames(parser, value);
                } else if (name.equals(BASE64)) {
                    require(value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE, "\"base64\" is true or false");
                    base64 = value == JsonToken.VALUE_TRUE;
                } else {
                    parser.skipChildren();
                }
            }
            require(parser.nextToken() == null, "something follows the JSON object");
        } catch (JacksonException broken) {
            throw new MalformedLineException("no JSON: " + broken.getOriginalMessage(), broken);
        }
        return message(frames, base64);
    }

    private static List<String> frames(JsonParser parser, @Nullable JsonToken value) throws MalformedLineException {
        require(value == JsonToken.START_ARRAY, "\"frames\" is an array of strings");
        List<String> frames = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.VALUE_STRING, "\"frames\" is an array of strings");
            frames.add(parser.getString());
        }
        return frames;
    }

    private static ZmqMessage message(@Nullable List<String> frames, boolean base64) throws MalformedLineException {
        if (frames == null || frames.isEmpty()) {
            throw new MalformedLineException("\"frames\" is missing or empty; {\"frames\":[\"\"]} is an empty message");
        }
        byte[][] arrays = new byte[frames.size()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = base64 ? decoded(frames.get(i)) : utf8(frames.get(i));
        }
        return ZmqMessage.wrap(arrays);
    }

    private static byte[] decoded(String frame) throws MalformedLineException {
        try {
            return Base64.getDecoder().decode(frame);
        } catch (IllegalArgumentException wrong) {
            throw new MalformedLineException("a frame is no Base64: " + wrong.getMessage(), wrong);
        }
    }

    /** Half a surrogate pair can be written in JSON, but has no bytes. */
    private static byte[] utf8(String frame) throws MalformedLineException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(frame));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException surrogate) {
            throw new MalformedLineException("a frame has half a surrogate pair, which is no character", surrogate);
        }
    }

    private static void require(boolean fulfilled, String rule) throws MalformedLineException {
        if (!fulfilled) {
            throw new MalformedLineException(rule + "; a message is {\"frames\":[\"...\"],\"base64\":false}");
        }
    }

    @Override
    public void encode(ZmqMessage message, LineBuffer out) {
        byte[][] frames = new byte[message.frameCount()][];
        boolean text = true;
        for (int i = 0; i < frames.length; i++) {
            frames[i] = message.frame(i);
            text &= Utf8.isValid(frames[i], 0, frames[i].length);
        }
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject().writeArrayPropertyStart(FRAMES);
            for (byte[] frame : frames) {
                if (text) {
                    json.writeString(new String(frame, StandardCharsets.UTF_8));
                } else {
                    json.writeBinary(frame);
                }
            }
            json.writeEndArray().writeBooleanProperty(BASE64, !text).writeEndObject();
        }
        out.write('\n');
    }
}
