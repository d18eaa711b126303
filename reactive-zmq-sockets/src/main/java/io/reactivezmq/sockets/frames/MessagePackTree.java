package io.reactivezmq.sockets.frames;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.msgpack.core.MessagePacker;
import tools.jackson.databind.JsonNode;

/** Writes Jackson's tree as MessagePack. */
final class MessagePackTree {

    private static final int UINT_64 = 64;

    private MessagePackTree() {
    }

    static void write(JsonNode node, MessagePacker out) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.packMapHeader(node.size());
                for (Map.Entry<String, JsonNode> property : node.properties()) {
                    out.packString(property.getKey());
                    write(property.getValue(), out);
                }
            }
            case ARRAY -> {
                out.packArrayHeader(node.size());
                for (JsonNode element : node.values()) {
                    write(element, out);
                }
            }
            case STRING -> out.packString(node.stringValue());
            case NUMBER -> writeNumber(node, out);
            case BOOLEAN -> out.packBoolean(node.booleanValue());
            case NULL -> out.packNil();
            case BINARY -> {
                byte[] bytes = node.binaryValue();
                out.packBinaryHeader(bytes.length).writePayload(bytes);
            }
            default -> throw new IOException("Jackson gives a node of type " + node.getNodeType()
                    + ", which MessagePack has nothing for");
        }
    }

    private static void writeNumber(JsonNode number, MessagePacker out) throws IOException {
        switch (number.numberType()) {
            case INT, LONG -> out.packLong(number.longValue());
            case BIG_INTEGER -> writeInteger(number.bigIntegerValue(), out);
            case FLOAT -> out.packFloat(number.floatValue());
            case DOUBLE -> out.packDouble(number.doubleValue());
            case BIG_DECIMAL -> writeDecimal(number.decimalValue(), out);
        }
    }

    private static void writeInteger(BigInteger number, MessagePacker out) throws IOException {
        if (number.signum() < 0 ? number.bitLength() >= UINT_64 : number.bitLength() > UINT_64) {
            throw new IOException("an integer of " + number.bitLength() + " bits is more than MessagePack's 64: write it as text");
        }
        out.packBigInteger(number);
    }

    private static void writeDecimal(BigDecimal number, MessagePacker out) throws IOException {
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest) || BigDecimal.valueOf(nearest).compareTo(number) != 0) {
            throw new IOException("a decimal of " + number.precision()
                    + " digits does not fit into a MessagePack float: write it as text");
        }
        out.packDouble(nearest);
    }
}
