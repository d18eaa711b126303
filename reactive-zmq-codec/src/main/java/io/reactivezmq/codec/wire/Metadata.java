package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a peer tells about itself during the handshake: a list of properties in the order of the wire (RFC 37, section
 * "Metadata"). Immutable.
 *
 * <pre>
 *   property = name length (1 byte, not 0), name, value length (4 bytes), value
 * </pre>
 *
 * <p>Names compare without regard to case, as the RFC has it. Their characters are not checked, because a libzmq
 * application may send any; they are read as ISO 8859-1, which loses none. Of a name that occurs twice the first value
 * counts, as in libzmq, but {@link #SOCKET_TYPE} and {@link #IDENTITY} must not be ambiguous and are refused.
 */
public final class Metadata {

    /** The sender's socket type, such as {@code DEALER}. */
    public static final String SOCKET_TYPE = "Socket-Type";
    /** The sender's routing id, 0 to 255 bytes. */
    public static final String IDENTITY = "Identity";
    /** The path of a virtual server behind one endpoint. */
    public static final String RESOURCE = "Resource";

    private static final Metadata EMPTY = new Metadata(List.of());
    private static final int MAX_NAME_SIZE = 0xFF;

    private final List<Property> properties;

    private Metadata(List<Property> properties) {
        this.properties = properties;
    }

    /** No properties. */
    public static Metadata empty() {
        return EMPTY;
    }

    /**
     * These properties and one more behind them.
     *
     * @param name 1 to 255 characters of ISO 8859-1, not there yet
     */
    public Metadata with(String name, byte[] value) {
        if (name.isEmpty() || name.length() > MAX_NAME_SIZE) {
            throw new IllegalArgumentException("a property's name has 1 to " + MAX_NAME_SIZE + " bytes: " + name.length());
        }
        if (find(properties, name) != null) {
            throw new IllegalArgumentException("the property is there already: " + name);
        }
        List<Property> more = new ArrayList<>(properties);
        more.add(new Property(name, value.clone()));
        return new Metadata(more);
    }

    /** The value of a property, or null if there is none of this name. */
    public byte @Nullable [] value(String name) {
        Property property = find(properties, name);
        return property == null ? null : property.value.clone();
    }

    /** All properties by name, in the order of the wire. */
    public Map<String, byte[]> asMap() {
        Map<String, byte[]> map = new LinkedHashMap<>();
        properties.forEach(property -> map.put(property.name, property.value.clone()));
        return map;
    }

    /** Bytes that {@link #encode} writes. */
    public int encodedSize() {
        return properties.stream().mapToInt(Property::encodedSize).reduce(0, Math::addExact);
    }

    /** Writes the list, without anything around it. */
    public void encode(ByteBuf out) {
        properties.forEach(property -> property.encode(out));
    }

    /**
     * Reads a list that fills the whole array.
     *
     * @param maxProperties properties accepted, repeated ones counted
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the list is malformed or too long
     */
    public static Metadata decode(byte[] list, int maxProperties) {
        ByteBuffer in = ByteBuffer.wrap(list);
        List<Property> properties = new ArrayList<>(4);
        for (int count = 1; in.hasRemaining(); count++) {
            if (count > maxProperties) {
                throw ZmtpViolations.tooManyProperties(maxProperties);
            }
            Property property = Property.decode(in);
            if (find(properties, property.name) == null) {
                properties.add(property);
            } else if (property.isNamed(SOCKET_TYPE) || property.isNamed(IDENTITY)) {
                throw ZmtpViolations.malformedMetadata(property.name + " twice");
            }
        }
        return new Metadata(properties);
    }

    private static @Nullable Property find(List<Property> properties, String name) {
        for (Property property : properties) {
            if (property.isNamed(name)) {
                return property;
            }
        }
        return null;
    }

    /** Names and sizes only: values may be credentials. */
    @Override
    public String toString() {
        return "Metadata" + properties;
    }

    private record Property(String name, byte[] value) {

        static Property decode(ByteBuffer in) {
            byte[] name = new byte[nameSize(in)];
            in.get(name);
            byte[] value = new byte[valueSize(in)];
            in.get(value);
            return new Property(new String(name, StandardCharsets.ISO_8859_1), value);
        }

        private static int nameSize(ByteBuffer in) {
            int size = in.get() & 0xFF;
            if (size == 0) {
                throw ZmtpViolations.malformedMetadata("a property without name");
            }
            if (size > in.remaining()) {
                throw ZmtpViolations.malformedMetadata("a name of " + size + " bytes, " + in.remaining() + " left");
            }
            return size;
        }

        private static int valueSize(ByteBuffer in) {
            if (in.remaining() < Integer.BYTES) {
                throw ZmtpViolations.malformedMetadata("a property without value");
            }
            // compared as it was announced: as an int FF FF FF FF would pass for -1
            long size = Integer.toUnsignedLong(in.getInt());
            if (size > in.remaining()) {
                throw ZmtpViolations.malformedMetadata("a value of " + size + " bytes, " + in.remaining() + " left");
            }
            return (int) size;
        }

        void encode(ByteBuf out) {
            out.writeByte(name.length()).writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
            out.writeInt(value.length).writeBytes(value);
        }

        int encodedSize() {
            return 1 + name.length() + Integer.BYTES + value.length;
        }

        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }

        @Override
        public String toString() {
            byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
            return SafeText.of(text) + ": " + value.length + " B";
        }
    }
}
