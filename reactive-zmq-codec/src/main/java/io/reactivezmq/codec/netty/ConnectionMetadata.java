package io.reactivezmq.codec.netty;

import io.reactivezmq.core.message.MessageMetadata;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what the messages of a connection say about their peer; the first source of a property wins. */
final class ConnectionMetadata {

    private ConnectionMetadata() {
    }

    /**
     * @param address as the transport knows it; null if it does not
     * @param authenticated found out about the peer by whoever let it in
     * @param announced by the peer in its handshake
     */
    static MessageMetadata of(@Nullable String address, MessageMetadata authenticated, Map<String, byte[]> announced) {
        Map<String, byte[]> properties = new LinkedHashMap<>();
        if (address != null) {
            properties.put(MessageMetadata.PEER_ADDRESS, address.getBytes(StandardCharsets.UTF_8));
        }
        authenticated.names().forEach(
                name -> authenticated.bytes(name).ifPresent(value -> properties.putIfAbsent(name, value)));
        announced.forEach((name, value) -> {
            if (isPeersToSay(name)) {
                properties.putIfAbsent(name, value);
            }
        });
        return MessageMetadata.of(properties);
    }

    /** Where a peer is and who it is are not for itself to say, even where nobody else does. */
    private static boolean isPeersToSay(String name) {
        return !name.equalsIgnoreCase(MessageMetadata.PEER_ADDRESS) && !name.equalsIgnoreCase(MessageMetadata.USER_ID);
    }
}
