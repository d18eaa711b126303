package io.reactivezmq.core.options;

import io.reactivezmq.core.error.ZmqOptionException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of ZMTP are served, and what a peer is told about this socket.
 *
 * <p>Versions 3.0 and 3.1 always are. A peer of an older version cannot prove who it is, so a socket with a security mechanism
 * refuses it whatever is set here; the {@code HandshakeFailed} event says so.
 */
public final class ProtocolOptions {

    private static final ProtocolOptions DEFAULTS = builder().build();

    private final boolean allowZmtp2;
    private final boolean allowZmtp1;
    private final Map<String, String> metadata;

    private ProtocolOptions(Builder builder) {
        this.allowZmtp2 = builder.allowZmtp2;
        this.allowZmtp1 = builder.allowZmtp1;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(builder.metadata));
    }

    /** The defaults. */
    public static ProtocolOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these values. */
    public Builder mutate() {
        return new Builder(this);
    }

    /** These values with some of them changed. */
    public ProtocolOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /**
     * Whether peers of ZMTP 2.0 are served, those of libzmq 3.2 (RFC 15). They announce their routing id and no other property,
     * and know no heartbeats. Always so in libzmq. Default true.
     */
    public boolean allowZmtp2() {
        return allowZmtp2;
    }

    /**
     * Whether peers of ZMTP 1.0 are served, those of libzmq 2.x (RFC 13). Nothing in their first bytes tells them from a port
     * scanner, and they do not tell their socket type: any may talk to any. A PUB sends such a peer every message, because it
     * filters only itself. Always so in libzmq. Default false.
     */
    public boolean allowZmtp1() {
        return allowZmtp1;
    }

    /**
     * {@code ZMQ_METADATA}: properties of the application, announced to every peer of ZMTP 3.0 or later, in this order; a map
     * that cannot be modified. The peer finds them in the metadata of each message. Default empty.
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    private List<Object> values() {
        // as a list: the order goes onto the wire
        return List.of(allowZmtp2, allowZmtp1, List.copyOf(metadata.entrySet()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProtocolOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** All values; of the metadata only the names. */
    @Override
    public String toString() {
        return "ProtocolOptions[allowZmtp2=" + allowZmtp2
                + ", allowZmtp1=" + allowZmtp1
                + ", metadata=" + metadata.keySet() + "]";
    }

    /**
     * Builds {@link ProtocolOptions}. Each setter raises {@link ZmqOptionException} (EINVAL) for a value outside its range.
     */
    public static final class Builder {

        private static final String PREFIX = "X-";
        private static final int MAX_NAME = 255;
        /** Half of what a peer with the default limits takes as a whole. */
        private static final int MAX_PROPERTIES = 32;
        private static final int MAX_SIZE = 32 << 10;

        private boolean allowZmtp2 = true;
        private boolean allowZmtp1 = false;
        private Map<String, String> metadata = Map.of();

        private Builder() {
        }

        private Builder(ProtocolOptions options) {
            this.allowZmtp2 = options.allowZmtp2;
            this.allowZmtp1 = options.allowZmtp1;
            this.metadata = options.metadata;
        }

        /** Sets {@link ProtocolOptions#allowZmtp2()}. */
        public Builder allowZmtp2(boolean allowed) {
            this.allowZmtp2 = allowed;
            return this;
        }

        /** Sets {@link ProtocolOptions#allowZmtp1()}. */
        public Builder allowZmtp1(boolean allowed) {
            this.allowZmtp1 = allowed;
            return this;
        }

        /**
         * Sets {@link ProtocolOptions#metadata()} in the order of this map, which is copied: at most 32 properties, names and
         * UTF-8 values together at most 32768 bytes. A name begins with {@code X-}, has at most 255 characters, all of them
         * letters, digits or one of {@code - _ . +} (RFC 37), and is there once, whatever its case.
         */
        public Builder metadata(Map<String, String> properties) {
            Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            int size = 0;
            for (Map.Entry<String, String> property : properties.entrySet()) {
                String name = property.getKey();
                requireName(name);
                if (known.put(name, name) != null) {
                    throw illegal("the name " + name + " twice", "each name once, whatever its case");
                }
                size = Math.addExact(size, name.length() + property.getValue().getBytes(StandardCharsets.UTF_8).length);
            }
            if (known.size() > MAX_PROPERTIES || size > MAX_SIZE) {
                throw illegal(known.size() + " properties of " + size + " bytes",
                        "0 to " + MAX_PROPERTIES + " properties of " + MAX_SIZE + " bytes together");
            }
            this.metadata = new LinkedHashMap<>(properties);
            return this;
        }

        /** Adds a property to {@link ProtocolOptions#metadata()}, or replaces the one of this name; see {@link #metadata(Map)}. */
        public Builder metadata(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(metadata);
            more.put(name, value);
            return metadata(more);
        }

        private static void requireName(String name) {
            boolean legal = name.startsWith(PREFIX) && name.length() > PREFIX.length() && name.length() <= MAX_NAME
                    && name.chars().allMatch(Builder::isNameCharacter);
            if (!legal) {
                throw illegal("the name " + name, "names of X- and 1 to 253 letters, digits, - _ . +");
            }
        }

        private static boolean isNameCharacter(int c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || c == '-' || c == '_' || c == '.' || c == '+';
        }

        private static ZmqOptionException illegal(String value, String legal) {
            return new ZmqOptionException("protocol.metadata", value, legal);
        }

        /** The options with these values. The builder may be used further. */
        public ProtocolOptions build() {
            return new ProtocolOptions(this);
        }
    }
}
