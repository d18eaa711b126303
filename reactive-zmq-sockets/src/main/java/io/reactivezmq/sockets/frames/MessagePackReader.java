package io.reactivezmq.sockets.frames;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one frame of MessagePack into Jackson's tree. Trusts no length that a peer gives. */
final class MessagePackReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final MessageUnpacker in;
    private final long size;
    private final int maxDepth;

    MessagePackReader(MessageUnpacker in, long size, int maxDepth) {
        this.in = in;
        this.size = size;
        this.maxDepth = maxDepth;
    }

    JsonNode readAll() throws IOException {
        JsonNode value = read(0);
        if (left() > 0) {
            throw new IOException(left() + " bytes follow the value");
        }
        return value;
    }

    private long left() {
        return size - in.getTotalReadBytes();
    }

    private JsonNode read(int depth) throws IOException {
        MessageFormat format = in.getNextFormat();
        return switch (format.getValueType()) {
            case NIL -> {
                in.unpackNil();
                yield NODES.nullNode();
            }
            case BOOLEAN -> NODES.booleanNode(in.unpackBoolean());
            case INTEGER -> format == MessageFormat.UINT64
                    ? NODES.numberNode(in.unpackBigInteger()) : integer(in.unpackLong());
            case FLOAT -> format == MessageFormat.FLOAT32
                    ? NODES.numberNode(in.unpackFloat()) : NODES.numberNode(in.unpackDouble());
            case STRING -> NODES.stringNode(text());
            case BINARY -> NODES.binaryNode(payload(in.unpackBinaryHeader()));
            case ARRAY -> array(deeper(depth));
            case MAP -> map(deeper(depth));
            case EXTENSION -> extension();
        };
    }

    private static JsonNode integer(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    private int deeper(int depth) throws IOException {
        if (depth >= maxDepth) {
            throw new IOException("it is nested deeper than " + maxDepth + " levels (StreamReadConstraints)");
        }
        return depth + 1;
    }

    /** Of a size that nobody has checked: the elements are missing before memory is. */
    private JsonNode array(int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (int left = in.unpackArrayHeader(); left > 0; left--) {
            array.add(read(depth));
        }
        return array;
    }

    private JsonNode map(int depth) throws IOException {
        ObjectNode map = NODES.objectNode();
        for (int left = in.unpackMapHeader(); left > 0; left--) {
            map.set(key(), read(depth));
        }
        return map;
    }

    private String key() throws IOException {
        return switch (in.getNextFormat().getValueType()) {
            case STRING -> text();
            case INTEGER -> in.unpackBigInteger().toString();
            default -> throw new IOException("the key of a map is neither text nor an integer");
        };
    }

    private String text() throws IOException {
        byte[] utf8 = payload(in.unpackRawStringHeader());
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private byte[] payload(int length) throws IOException {
        if (length > left()) {
            throw new IOException("a value of " + length + " bytes has only " + left());
        }
        return in.readPayload(length);
    }

    private JsonNode extension() throws IOException {
        ExtensionTypeHeader header = in.unpackExtensionTypeHeader();
        if (header.getType() != MessagePack.Code.EXT_TIMESTAMP) {
            throw new IOException("ext type " + header.getType() + " is not known");
        }
        return NODES.stringNode(DateTimeFormatter.ISO_INSTANT.format(in.unpackTimestamp(header)));
    }
}
