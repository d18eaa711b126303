package io.reactivezmq.codec.netty;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The Peer-Address property of a channel's messages. */
public final class PeerAddress {

    private static final AttributeKey<String> KNOWN = AttributeKey.valueOf(PeerAddress.class, "known");

    private PeerAddress() {
    }

    /** For a transport without IP addresses: what is known of the peer instead; before the handshake has ended. */
    public static void set(Channel channel, String text) {
        channel.attr(KNOWN).set(text);
    }

    /** The numeric IP address without port and scope, or what the transport has set; null if there is neither. */
    static @Nullable String of(Channel channel) {
        if (channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null) {
            return text(remote.getAddress());
        }
        return channel.attr(KNOWN).get();
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int scope = address instanceof Inet6Address ? text.indexOf('%') : -1;
        return scope < 0 ? text : text.substring(0, scope);
    }
}
