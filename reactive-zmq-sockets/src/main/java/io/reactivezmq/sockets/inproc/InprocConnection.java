package io.reactivezmq.sockets.inproc;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.codec.netty.TrafficReceiver;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One end of a pair. What is written at one end is handed to the receiver behind the other one, which may answer at once: while a
 * message is handed over neither end takes another, so an answer waits in its pipe's queue and no echo can recurse.
 */
final class InprocConnection implements PeerConnection {

    private static final FrameAccess FRAMES = FrameAccess.get();

    private final EventLoop loop;
    private final SocketAddress address;
    private final byte[] peerIdentity;
    private @Nullable InprocConnection other;
    private @Nullable TrafficReceiver receiver;
    /** The receiver behind the other end has no room. */
    private boolean full;
    private boolean wrote;
    private boolean handingOver;
    private boolean closed;

    /** @param peerIdentity what the socket at the other end announces */
    InprocConnection(EventLoop loop, SocketAddress address, byte[] peerIdentity) {
        this.loop = loop;
        this.address = address;
        this.peerIdentity = peerIdentity;
    }

    /** Joins two ends, each with the pipe of its own socket. */
    static void join(InprocConnection one, TrafficReceiver ofOne, InprocConnection two, TrafficReceiver ofTwo) {
        one.other = two;
        two.other = one;
        one.receiver = ofOne;
        two.receiver = ofTwo;
    }

    EventLoop loop() {
        return loop;
    }

    boolean isJoined() {
        return other != null;
    }

    private InprocConnection other() {
        return Objects.requireNonNull(other);
    }

    private TrafficReceiver receiver() {
        return Objects.requireNonNull(receiver);
    }

    @Override
    public byte[] identity() {
        return peerIdentity.clone();
    }

    /** None, as in libzmq. */
    @Override
    public MessageMetadata metadata() {
        return MessageMetadata.empty();
    }

    @Override
    public boolean forwardsSubscriptions() {
        return true;
    }

    @Override
    public SocketAddress remoteAddress() {
        return address;
    }

    @Override
    public boolean isWritable() {
        return !full && !closed && !handingOver;
    }

    @Override
    public void write(ZmqMessage message) {
        wrote = true;
        begin();
        try {
            full = !other().receiver().onMessage(FRAMES.withoutMetadata(message));
        } catch (RuntimeException refused) {
            refused(refused);
        } finally {
            end();
        }
    }

    @Override
    public void writeSubscription(boolean subscribe, byte[] topic) {
        begin();
        try {
            other().receiver().onSubscription(subscribe, topic);
        } catch (RuntimeException refused) {
            refused(refused);
        } finally {
            end();
        }
    }

    /** The other socket throws for what it does not put up with; as on a network it ends the connection, and knows why. */
    private void refused(RuntimeException cause) {
        other().close(cause instanceof ZmqException known ? known
                : new ZmqConnectionException(ErrorCode.ECONNABORTED, "the other socket failed: " + cause, cause));
    }

    @Override
    public void flush() {
        if (wrote) {
            wrote = false;
            begin();
            try {
                other().receiver().onReadComplete();
            } finally {
                end();
            }
        }
    }

    private void begin() {
        handingOver = true;
        other().handingOver = true;
    }

    private void end() {
        handingOver = false;
        other().handingOver = false;
    }

    /** This end's socket has room again, so the other end may write. */
    @Override
    public void resumeReading() {
        InprocConnection writer = other();
        if (writer.full && !closed) {
            writer.full = false;
            writer.receiver().onWritable();
        }
    }

    /** What was written has arrived. */
    @Override
    public void whenWritten(Runnable action) {
        flush();
        action.run();
    }

    @Override
    public void close(@Nullable ZmqException cause) {
        if (closed) {
            return;
        }
        InprocConnection peer = other();
        closed = true;
        peer.closed = true;
        loop.execute(() -> {
            // a socket that was handed a message waits for the end of the read, also when nobody is left to flush
            flush();
            peer.flush();
            receiver().onClosed(cause, 0);
            peer.receiver().onClosed(null, 0);
        });
    }
}
