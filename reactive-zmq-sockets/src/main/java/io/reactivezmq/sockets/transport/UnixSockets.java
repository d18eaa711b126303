package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.channel.unix.PeerCredentials;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/**
 * What the I/O of a context offers for Unix domain sockets.
 *
 * @param loops make a channel for {@code DomainSocketChannel} and {@code ServerDomainSocketChannel}
 * @param abstractNames whether there are names without a file, as on Linux with a native transport
 * @param maxPathBytes what fits into an address
 * @param credentials tells who a peer is; null where the I/O does not
 */
public record UnixSockets(
        LoopResources loops, boolean abstractNames, int maxPathBytes, @Nullable CredentialsReader credentials) {

    /** Asks the operating system who is at the other end of a channel; does not block. */
    @FunctionalInterface
    public interface CredentialsReader {

        @Nullable PeerCredentials read(Channel channel) throws IOException;
    }
}
