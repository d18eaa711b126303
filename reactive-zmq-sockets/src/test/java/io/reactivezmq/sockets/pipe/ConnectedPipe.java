package io.reactivezmq.sockets.pipe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.netty.ChannelConnection;
import io.reactivezmq.codec.netty.HandshakeListener;
import io.reactivezmq.codec.netty.TrafficReceiver;
import io.reactivezmq.codec.netty.TrafficSettings;
import io.reactivezmq.codec.netty.ZmtpHandshakeHandler;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.test.ZmtpBytes;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.options.QueueOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** A pipe on the loop of an embedded channel, where every task runs when the test says so, with a peer made of bytes. */
final class ConnectedPipe implements AutoCloseable {

    final EmbeddedChannel channel = new EmbeddedChannel();
    final ReceivingOwner owner;
    final Pipe pipe;
    final List<Long> closed = new ArrayList<>();

    ConnectedPipe(QueueOptions queues, ReceivingOwner owner) {
        this.owner = owner;
        this.pipe = new Pipe(channel.eventLoop(), Endpoint.parse("inproc://test"), queues, owner, List::of);
    }

    static ConnectedPipe waiting(QueueOptions queues) {
        return new ConnectedPipe(queues, new ReceivingOwner());
    }

    static ConnectedPipe connected(QueueOptions queues) {
        ConnectedPipe connected = waiting(queues);
        connected.connect(SocketType.PULL, "PUSH");
        connected.run();
        return connected;
    }

    /** The peer's whole side of the handshake, and perhaps more, in one read. */
    void connect(SocketType type, String peerType, byte[]... more) {
        channel.pipeline().addLast(new ZmtpHandshakeHandler(new HandshakeSettings(type, new byte[0], 1_024, 8),
                new TrafficSettings(new FrameLimits(1 << 20, 8, 256), 128, Duration.ofSeconds(30), 65_536),
                Duration.ofSeconds(30), (credentials, address) -> Mono.empty(), Runnable::run, new Attaching()));
        channel.writeInbound(Unpooled.wrappedBuffer(
                Hex.join(ZmtpBytes.greeting(1, "NULL"), ZmtpBytes.ready(peerType), Hex.join(more))));
    }

    /** Runs what has been handed to the event loop. */
    void run() {
        channel.runPendingTasks();
    }

    void receive(byte[]... bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(Hex.join(bytes)));
    }

    /** Everything that was written since the last call. */
    byte[] written() {
        List<byte[]> all = new ArrayList<>();
        ByteBuf buffer;
        while ((buffer = channel.readOutbound()) != null) {
            all.add(Hex.take(buffer));
        }
        return Hex.join(all.toArray(byte[][]::new));
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }

    private final class Attaching implements HandshakeListener {

        @Override
        public TrafficReceiver handshakeSucceeded(ChannelConnection connection) {
            pipe.attach(connection, connection.remoteAddress(), (cause, undelivered) -> closed.add(undelivered));
            return pipe;
        }

        @Override
        public void handshakeFailed(ZmqException cause) {
            throw cause;
        }
    }
}
