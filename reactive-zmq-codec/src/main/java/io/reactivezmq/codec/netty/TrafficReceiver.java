package io.reactivezmq.codec.netty;

import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * The socket's end of a connection after its handshake. Every call comes from the connection's event loop. A
 * {@code ZmqProtocolException} that is thrown out of a message or a subscription ends the connection for that violation.
 */
public interface TrafficReceiver {

    /**
     * A message arrived.
     *
     * @return whether there is room for another; after false the connection stops reading until
     *     {@link PeerConnection#resumeReading()}
     */
    boolean onMessage(ZmqMessage message);

    /** A SUBSCRIBE or CANCEL command arrived; the topic is within the limit. */
    void onSubscription(boolean subscribe, byte[] topic);

    /** A command with a name that this library does not know was ignored. */
    void onUnknownCommand();

    /** All that one read brought, or all that there was room for, has been handed over. */
    void onReadComplete();

    /** {@link PeerConnection#isWritable()} has become true again. */
    void onWritable();

    /**
     * The peer has closed the connection, and so many bytes of what it sent before wait for room; {@link #onClosed} follows when they have
     * been handed over, or when this side closes it. Told again as long as there is not enough room.
     */
    default void onPeerGone(long undecodedBytes) {
    }

    /**
     * The connection has ended; the last call.
     *
     * @param cause why, or null if either side closed it in an orderly way
     * @param undelivered messages given to {@link PeerConnection#write} of which not every byte reached the operating system
     */
    void onClosed(@Nullable ZmqException cause, long undelivered);
}
