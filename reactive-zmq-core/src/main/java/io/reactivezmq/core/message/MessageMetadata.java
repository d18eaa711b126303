package io.reactivezmq.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the peer that a message came from ({@code zmq_msg_gets}): properties by name, the same object for all messages
 * of one connection. Immutable.
 *
 * <p>A property comes from the connection ({@link #PEER_ADDRESS}), else from the authentication ({@link #USER_ID} and whatever
 * else the ZAP handler said), else from the peer's own word in the handshake (RFC 37, section "Metadata"): its socket type, its
 * routing id, and the application's properties, whose names begin with {@code X-}. What an earlier source said no later one can
 * change, and a peer cannot name its own address or user. Before ZMTP 3.0 peers say nothing about themselves.
 *
 * <p>Names compare without regard to case, as the RFC has it; libzmq compares them exactly.
 */
public final class MessageMetadata {

    /** The name of the peer's socket type, such as {@code DEALER}. */
    public static final String SOCKET_TYPE = "Socket-Type";
    /** The name of the peer's routing id; {@link #IDENTITY}, the name on the wire, means the same. */
    public static final String ROUTING_ID = "Routing-Id";
    /** The older name of {@link #ROUTING_ID}. */
    public static final String IDENTITY = "Identity";
    /** The name of the path behind an endpoint; for virtual servers (RFC 37). */
    public static final String RESOURCE = "Resource";
    /**
     * The name of the peer's numeric IP address, without port; over ipc of {@code :uid:gid:pid}, where the operating system tells
     * them of an accepted peer.
     */
    public static final String PEER_ADDRESS = "Peer-Address";
    /** The name of the user that the authentication found. */
    public static final String USER_ID = "User-Id";

    private static final MessageMetadata EMPTY = new MessageMetadata(Collections.emptyNavigableMap());

    private final Map<String, byte[]> properties;

    private MessageMetadata(Map<String, byte[]> properties) {
        this.properties = properties;
    }

    /** No properties: the metadata of every message that was made here or came over inproc. */
    public static MessageMetadata empty() {
        return EMPTY;
    }

    /** These properties, of which the values are copied; of names that differ only in case the first one counts. */
    public static MessageMetadata of(Map<String, byte[]> properties) {
        Map<String, byte[]> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        properties.forEach((name, value) -> byName.putIfAbsent(name, value.clone()));
        return byName.isEmpty() ? EMPTY : new MessageMetadata(byName);
    }

    /** Whether there is no property. */
    public boolean isEmpty() {
        return properties.isEmpty();
    }

    /** The names of all properties, in alphabetical order; unmodifiable. */
    public Set<String> names() {
        return Collections.unmodifiableSet(properties.keySet());
    }

    /** A property as UTF-8 text, malformed bytes replaced by U+FFFD; empty if there is none of this name. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(find(name)).map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /** A copy of a property's bytes; empty if there is none of this name. */
    public Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(find(name)).map(byte[]::clone);
    }

    /** {@link #SOCKET_TYPE}: what kind of socket the peer is, such as {@code DEALER}. */
    public Optional<String> socketType() {
        return get(SOCKET_TYPE);
    }

    /** {@link #ROUTING_ID}: the id that the peer announced; empty if it announced none, or the empty one. */
    public Optional<RoutingId> routingId() {
        return bytes(ROUTING_ID).filter(id -> id.length > 0 && id.length <= RoutingId.MAX_SIZE).map(RoutingId::wrap);
    }

    /** {@link #PEER_ADDRESS}: where the peer is. */
    public Optional<String> peerAddress() {
        return get(PEER_ADDRESS);
    }

    /** {@link #USER_ID}: who the peer is, as the authentication found; empty without one. */
    public Optional<String> userId() {
        return get(USER_ID);
    }

    private byte @Nullable [] find(String name) {
        return properties.get(name.equalsIgnoreCase(ROUTING_ID) ? IDENTITY : name);
    }

    /** Equal when names, without regard to case, and values are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof MessageMetadata that && properties.size() == that.properties.size()
                && properties.entrySet().stream().allMatch(
                        property -> Arrays.equals(property.getValue(), that.properties.get(property.getKey())));
    }

    @Override
    public int hashCode() {
        return properties.values().stream().mapToInt(Arrays::hashCode).sum();
    }

    /** Names and sizes only: values come from a peer, and may be credentials. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("MessageMetadata[");
        properties.forEach((name, value) -> text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ")
                .append(printable(name)).append(": ").append(value.length).append(" B"));
        return text.append(']').toString();
    }

    private static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        name.chars().forEach(c -> text.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return text.toString();
    }
}
