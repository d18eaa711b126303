package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.options.KeepAliveOptions;
import io.reactivezmq.core.options.TcpOptions;
import io.reactivezmq.sockets.transport.KernelOptions.Name;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From {@link TcpOptions} to what a channel understands. An option that this I/O does not know is an error of the caller. */
final class TcpSettings {

    private final KernelOptions kernel;
    private final Map<ChannelOption<?>, Object> settings = new LinkedHashMap<>();

    private TcpSettings(KernelOptions kernel) {
        this.kernel = kernel;
    }

    /** What every connection is set to, accepted or made. */
    static TcpSettings ofConnection(TcpOptions tcp, KernelOptions kernel, @Nullable ChannelOption<Integer> zeroCopyThreshold) {
        TcpSettings result = new TcpSettings(kernel);
        result.settings.put(ChannelOption.TCP_NODELAY, tcp.noDelay());
        result.putPositive(ChannelOption.SO_SNDBUF, tcp.sendBuffer());
        result.putPositive(ChannelOption.SO_RCVBUF, tcp.receiveBuffer());
        result.putPositive(ChannelOption.IP_TOS, tcp.typeOfService());
        KeepAliveOptions keepAlive = tcp.keepAlive();
        if (keepAlive.enabled()) {
            result.settings.put(ChannelOption.SO_KEEPALIVE, true);
            result.put("tcp.keepAlive.idle", Name.TCP_KEEPIDLE, seconds(keepAlive.idle()));
            result.put("tcp.keepAlive.interval", Name.TCP_KEEPINTVL, seconds(keepAlive.interval()));
            result.put("tcp.keepAlive.count", Name.TCP_KEEPCNT, keepAlive.count());
        }
        result.put("tcp.maxRetransmission", Name.TCP_USER_TIMEOUT, (int) tcp.maxRetransmission().toMillis());
        result.put("tcp.priority", Name.SO_PRIORITY, tcp.priority());
        result.put("tcp.kernelBusyPoll", Name.SO_BUSY_POLL, (int) TimeUnit.NANOSECONDS.toMicros(tcp.kernelBusyPoll().toNanos()));
        result.put("tcp.cork", Name.TCP_CORK, tcp.cork() ? 1 : 0);
        if (zeroCopyThreshold != null) {
            result.putPositive(zeroCopyThreshold, tcp.zeroCopyThreshold());
        }
        return result;
    }

    /** What has to be set before a socket is bound or connected, besides. */
    static TcpSettings ofUnboundSocket(TcpOptions tcp, KernelOptions kernel) {
        TcpSettings result = new TcpSettings(kernel);
        result.putPositive(ChannelOption.SO_RCVBUF, tcp.receiveBuffer());
        if (!tcp.bindToDevice().isEmpty()) {
            if (kernel != KernelOptions.NATIVE) {
                throw notHere("tcp.bindToDevice", tcp.bindToDevice());
            }
            byte[] device = (tcp.bindToDevice() + '\0').getBytes(StandardCharsets.US_ASCII);
            result.settings.put(new RawUnixChannelOption("SO_BINDTODEVICE", Name.SOCKET, Name.SO_BINDTODEVICE, device.length),
                    ByteBuffer.wrap(device));
        }
        return result;
    }

    /** Raises {@link ZmqOptionException} (EINVAL) for what this I/O does not offer. */
    static void requireOffered(TcpOptions tcp, KernelOptions kernel) {
        ofConnection(tcp, kernel, null);
        ofUnboundSocket(tcp, kernel);
    }

    private static int seconds(Duration time) {
        return (int) time.plusNanos(TimeUnit.SECONDS.toNanos(1) - 1).toSeconds();
    }

    private void putPositive(ChannelOption<Integer> option, int value) {
        if (value > 0) {
            settings.put(option, value);
        }
    }

    private void put(String option, Name name, int value) {
        if (value > 0) {
            ChannelOption<Integer> known = kernel.channelOption(name);
            if (known == null) {
                throw notHere(option, Integer.toString(value));
            }
            settings.put(known, value);
        }
    }

    private static ZmqOptionException notHere(String option, String value) {
        return new ZmqOptionException(option, value,
                "the default with this I/O; IoTransport.EPOLL and, with Netty 4.2, IO_URING know the option on Linux");
    }

    /** Sets all of them; raises {@link ChannelException} if the operating system refuses one. */
    void apply(Channel channel) {
        settings.forEach((option, value) -> apply(channel, option, value));
    }

    @SuppressWarnings("unchecked") // the map is filled with pairs that belong together
    private static <T> void apply(Channel channel, ChannelOption<T> option, Object value) {
        Object own = value instanceof ByteBuffer bytes ? bytes.duplicate() : value;
        if (!channel.config().setOption(option, (T) own)) {
            throw new ChannelException(channel.getClass().getSimpleName() + " does not know " + option);
        }
    }
}
