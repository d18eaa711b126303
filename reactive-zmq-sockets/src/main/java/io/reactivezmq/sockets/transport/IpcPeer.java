package io.reactivezmq.sockets.transport;

import io.netty.channel.unix.PeerCredentials;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A peer that was accepted over ipc. It has no address of its own, so events call it by the path that it came to, a number
 * that no other peer of this listener has, and, where the operating system tells, its process and user.
 */
final class IpcPeer extends SocketAddress {

    private static final long serialVersionUID = 1L;

    private final String text;

    IpcPeer(String path, long number, @Nullable PeerCredentials credentials) {
        String who = credentials == null ? "" : " (pid " + credentials.pid()
                + ", uid " + Integer.toUnsignedString(credentials.uid()) + ")";
        this.text = path + "#" + number + who;
    }

    @Override
    public String toString() {
        return text;
    }
}
