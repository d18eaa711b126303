package io.reactivezmq.sockets.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Tells a socket in use from one that a process left behind. */
final class UnixProbe {

    private UnixProbe() {
    }

    /** Connects and hangs up at once; a listener whose backlog is full is one too. Does not wait. Fails if asking is not allowed. */
    static boolean someoneListens(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (SocketException other) {
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw other;
        }
    }
}
