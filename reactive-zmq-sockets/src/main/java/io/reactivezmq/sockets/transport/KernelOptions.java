package io.reactivezmq.sockets.transport;

import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** How an I/O sets the options of a TCP socket that Netty has no name for on all of them. */
public enum KernelOptions {

    /** Linux, by number. */
    NATIVE,

    /** What the JDK knows. */
    JDK,

    NONE;

    /** The option as this I/O's channels take it; null if they do not. */
    @Nullable ChannelOption<Integer> channelOption(Name name) {
        return switch (this) {
            case NATIVE -> new IntegerUnixChannelOption(name.name(), name.level, name.number);
            case JDK -> name.inJdk == null ? null : NioChannelOption.of(name.inJdk);
            case NONE -> null;
        };
    }

    /** The options, with their numbers on Linux. */
    enum Name {

        TCP_KEEPIDLE(Name.TCP, 4, ExtendedSocketOptions.TCP_KEEPIDLE),
        TCP_KEEPINTVL(Name.TCP, 5, ExtendedSocketOptions.TCP_KEEPINTERVAL),
        TCP_KEEPCNT(Name.TCP, 6, ExtendedSocketOptions.TCP_KEEPCOUNT),
        TCP_USER_TIMEOUT(Name.TCP, 18, null),
        TCP_CORK(Name.TCP, 3, null),
        SO_PRIORITY(Name.SOCKET, 12, null),
        SO_BUSY_POLL(Name.SOCKET, 46, null);

        static final int SOCKET = 1;
        static final int SO_BINDTODEVICE = 25;
        private static final int TCP = 6;

        private final int level;
        private final int number;
        private final @Nullable SocketOption<Integer> inJdk;

        Name(int level, int number, @Nullable SocketOption<Integer> inJdk) {
            this.level = level;
            this.number = number;
            this.inJdk = inJdk;
        }
    }
}
