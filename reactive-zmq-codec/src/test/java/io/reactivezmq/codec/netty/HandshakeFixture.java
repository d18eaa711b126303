package io.reactivezmq.codec.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.engine.ZmtpPeer;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.options.ProtocolOptions;
import io.reactivezmq.core.options.SecurityOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import reactor.core.publisher.Mono;

/** A PULL socket's handshake handler in an embedded channel, and what the socket heard. */
final class HandshakeFixture implements HandshakeListener, AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Where there is nothing to ask. */
    static final Authentication NOBODY = (credentials, address) -> Mono.error(new AssertionError("asked"));

    final List<ZmqException> failures = new ArrayList<>();
    final List<ZmtpPeer> peers = new ArrayList<>();
    final List<Throwable> uncaught = new ArrayList<>();
    final EmbeddedChannel channel;
    final ZmtpHandshakeHandler handler;

    private HandshakeFixture(EmbeddedChannel channel) {
        this(channel, new HandshakeSettings(SocketType.PULL, new byte[0], 1024, 8), NOBODY);
    }

    private HandshakeFixture(EmbeddedChannel channel, HandshakeSettings settings, Authentication authentication) {
        this(channel, settings, authentication, Runnable::run);
    }

    private HandshakeFixture(
            EmbeddedChannel channel, HandshakeSettings settings, Authentication authentication, Executor executor) {
        this.channel = channel;
        handler = new ZmtpHandshakeHandler(
                settings, DEADLINE, authentication, executor, new HandshakeOutcome(this, this::install));
        channel.pipeline().addLast(ZmtpHandshakeHandler.NAME, handler);
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                uncaught.add(cause);
            }
        });
    }

    /** The channel is active and the signature is out. Time stands still until the test moves it. */
    static HandshakeFixture active() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        return new HandshakeFixture(channel);
    }

    /** As {@link #active()}, of a PULL socket with this security. */
    static HandshakeFixture active(SecurityOptions security, Authentication authentication) {
        return active(security, authentication, Runnable::run);
    }

    /** As {@link #active(SecurityOptions, Authentication)}; what takes long is done by this executor. */
    static HandshakeFixture active(SecurityOptions security, Authentication authentication, Executor executor) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        return new HandshakeFixture(channel, new HandshakeSettings(
                SocketType.PULL, new byte[0], 1024, 8, ProtocolOptions.defaults(), security), authentication, executor);
    }

    /** The handler is there before the channel is active, which it is after {@link #activate()}. */
    static HandshakeFixture inactive() {
        return new HandshakeFixture(new EmbeddedChannel(false, false));
    }

    void activate() {
        try {
            channel.register();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    /** Stands in for the traffic handler; what reaches it ends in the channel's inbound queue. */
    void install(ChannelHandlerContext handshake, ZmtpPeer peer, TrafficCoding coding, HandshakeListener told) {
        handshake.pipeline().replace(handshake.handler(), "traffic", new ChannelInboundHandlerAdapter());
        peers.add(peer);
    }

    void receive(byte[]... bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(Hex.join(bytes)));
    }

    /** Everything that was sent since the last call. */
    byte[] sent() {
        return drain(channel.outboundMessages());
    }

    /** Everything that reached the traffic handler since the last call. */
    byte[] traffic() {
        return drain(channel.inboundMessages());
    }

    private static byte[] drain(Queue<Object> buffers) {
        List<byte[]> all = new ArrayList<>();
        Object buffer;
        while ((buffer = buffers.poll()) != null) {
            all.add(Hex.take((ByteBuf) buffer));
        }
        return Hex.join(all.toArray(byte[][]::new));
    }

    /** The one failure that the socket heard of; the channel is closed. */
    ZmqException failure() {
        assertThat(failures).hasSize(1);
        assertThat(peers).isEmpty();
        assertThat(channel.isOpen()).isFalse();
        return failures.get(0);
    }

    /** From now on the channel stays open whoever closes it, like one whose transport takes its time. */
    void delayClose() {
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
                // never
            }
        });
    }

    /** From now on writes wait, like those to a peer that does not read; the result lets those go that do. */
    Runnable delayWrites() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Runnable transport = () -> {
            Runnable write;
            while ((write = waiting.poll()) != null) {
                write.run();
            }
        };
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
                waiting.add(() -> ctx.writeAndFlush(msg, promise));
            }

            @Override
            public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
                ctx.close(promise);
                transport.run(); // in vain: the closed channel releases them
            }
        });
        return transport;
    }

    /** From now on every write fails. */
    void failWrites(Throwable cause) {
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
                ReferenceCountUtil.release(msg);
                promise.setFailure(cause);
            }
        });
    }

    /** Closes the channel and releases what is left in it. */
    @Override
    public void close() {
        channel.unsafe().closeForcibly();
        channel.releaseInbound();
        channel.releaseOutbound();
    }

    @Override
    public TrafficReceiver handshakeSucceeded(ChannelConnection connection) {
        throw new UnsupportedOperationException("the stand-in for the traffic handler does not tell");
    }

    @Override
    public void handshakeFailed(ZmqException cause) {
        failures.add(cause);
    }
}
