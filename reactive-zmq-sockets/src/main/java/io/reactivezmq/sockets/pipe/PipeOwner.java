package io.reactivezmq.sockets.pipe;

import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.ZmqMessage;

/** The socket as its pipes see it. Every call comes from the pipe's event loop. */
public interface PipeOwner {

    /** A message arrived; returns whether there is room for another from this peer. */
    boolean onMessage(Pipe pipe, ZmqMessage message);

    /** A SUBSCRIBE or CANCEL command arrived. */
    void onSubscription(Pipe pipe, boolean subscribe, byte[] topic);

    /** The end of what one read brought. */
    void onReadComplete(Pipe pipe);

    /** The pipe has a connection that finished its handshake; {@link #onWritable} follows when it may be written to. */
    void onAttached(Pipe pipe, PeerConnection connection);

    /** The connection of the pipe has ended. */
    void onDetached(Pipe pipe);

    /** The connection takes bytes, for the first time or after it did not. */
    void onWritable(Pipe pipe);

    /** The pipe takes messages again, or for the first time. */
    void onRoom(Pipe pipe);

    /** Messages were lost or ignored. */
    void dropped(DropReason reason, long messages);
}
