package io.reactivezmq.sockets;

import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.PipeOwner;
import org.jspecify.annotations.Nullable;

/**
 * What one socket type does with its pipes. The defaults are those of a type that neither sends nor receives: what a peer
 * sends although its pattern does not allow it is dropped and counted.
 */
abstract class Pattern implements PipeOwner {

    private final DropCounters drops;
    private volatile @Nullable ZmqException desertion;

    Pattern(DropCounters drops) {
        this.drops = drops;
    }

    /** The pipe takes part in routing; at {@code connect} for a connecting pipe, after the handshake for an accepted one. */
    void opened(Pipe pipe) {
    }

    /** The pipe takes no part any more; told once when it begins to linger and again when it has ended. */
    void closed(Pipe pipe) {
    }

    /** The pipe has ended and will not come back; {@link #closed} was told before. */
    void ended(Pipe pipe) {
    }

    /** The connection that this side had made has gone; the pipe waits for another one, or has ended already. */
    void disconnected(Pipe pipe) {
    }

    /**
     * Every endpoint that the socket has was given up, the last one for this reason; null when there is another one again, or none at
     * all.
     */
    final void desertion(@Nullable ZmqException reason) {
        desertion = reason;
    }

    /** Why nobody is left and nobody will come; null while that is not so. */
    final @Nullable ZmqException desertion() {
        return desertion;
    }

    /** {@link #desertion()} is known, perhaps for the first time. */
    void deserted() {
    }

    /** For one who waits for a peer that will not come; a new one for each, because errors collect what happens to them. */
    static ZmqException nobodyLeft(ZmqException reason) {
        return reason instanceof ZmqSecurityException refusal && refusal.isByPeer()
                ? ZmqSecurityException.refusedByPeer(refusal.failure())
                : new ZmqConnectionException(ErrorCode.EHOSTUNREACH,
                        "every endpoint of this socket was given up (ConnectStopped): connect again when the cause is mended", reason);
    }

    /** Other options hold from now on; any thread. */
    void optionsChanged() {
    }

    /** The socket is closing: senders fail, the receiver completes. */
    abstract void close();

    @Override
    public boolean onMessage(Pipe pipe, ZmqMessage message) {
        dropped(DropReason.UNEXPECTED_MESSAGE, 1);
        return true;
    }

    @Override
    public void onSubscription(Pipe pipe, boolean subscribe, byte[] topic) {
        dropped(DropReason.UNEXPECTED_MESSAGE, 1);
    }

    @Override
    public void onReadComplete(Pipe pipe) {
    }

    @Override
    public void onAttached(Pipe pipe, PeerConnection connection) {
    }

    @Override
    public void onDetached(Pipe pipe) {
    }

    @Override
    public void onWritable(Pipe pipe) {
    }

    @Override
    public void onRoom(Pipe pipe) {
    }

    @Override
    public final void dropped(DropReason reason, long messages) {
        drops.add(reason, messages);
    }
}
