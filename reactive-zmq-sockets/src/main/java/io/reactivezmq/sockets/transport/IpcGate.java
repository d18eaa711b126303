package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.channel.unix.PeerCredentials;
import io.netty.util.AttributeKey;
import io.reactivezmq.codec.netty.PeerAddress;
import io.reactivezmq.core.endpoint.IpcEndpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.options.IpcOptions;
import io.reactivezmq.sockets.transport.UnixSockets.CredentialsReader;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Names the peers that a listener accepts, and decides by their credentials who is let in. */
final class IpcGate {

    static final AttributeKey<IpcPeer> PEER = AttributeKey.valueOf(IpcGate.class, "peer");

    private final IpcEndpoint endpoint;
    private final @Nullable CredentialsReader reader;
    private final @Nullable PeerFilter filter;
    private final AtomicLong numbers = new AtomicLong();

    /** Blocks if a group is to be admitted. */
    IpcGate(IpcEndpoint endpoint, UnixSockets sockets, IpcOptions options) {
        this(endpoint, sockets.credentials(), PeerFilter.isWanted(options) ? PeerFilter.of(options) : null);
        if (filter != null && reader == null) {
            throw new ZmqEndpointException(Reason.UNSUPPORTED_TRANSPORT, endpoint.toString(),
                    "ipc.filterUids, filterGids and filterPids need peer credentials, which IoTransport.NIO does not have:"
                    + " choose EPOLL, IO_URING or KQUEUE, or protect the directory of the socket");
        }
    }

    private IpcGate(IpcEndpoint endpoint, @Nullable CredentialsReader reader, @Nullable PeerFilter filter) {
        this.endpoint = endpoint;
        this.reader = reader;
        this.filter = filter;
    }

    /** The form of libzmq. */
    private static String address(PeerCredentials peer) {
        String gid = peer.gids().length == 0 ? "" : Integer.toUnsignedString(peer.gids()[0]);
        return ":" + Integer.toUnsignedString(peer.uid()) + ":" + gid + ":" + peer.pid();
    }

    /** The same gate for the path that a wildcard became. */
    IpcGate at(IpcEndpoint resolved) {
        return new IpcGate(resolved, reader, filter);
    }

    /** On the event loop of an accepted channel, before it is active. */
    void examine(Channel channel) {
        PeerCredentials credentials = null;
        Throwable unknown = null;
        try {
            credentials = reader == null ? null : reader.read(channel);
        } catch (IOException failed) {
            unknown = failed;
        }
        IpcPeer peer = new IpcPeer(endpoint.path(), numbers.incrementAndGet(), credentials);
        channel.attr(PEER).set(peer);
        if (credentials != null) {
            PeerAddress.set(channel, address(credentials));
        }
        if (filter != null && (credentials == null || !filter.admits(credentials))) {
            Refusal.set(channel, new ZmqSecurityException(peer + (credentials == null
                    ? " did not stay long enough to be asked who it is"
                    : " is none of the users, groups and processes that ipc.filterUids, filterGids and filterPids admit"),
                    unknown));
        }
    }
}
