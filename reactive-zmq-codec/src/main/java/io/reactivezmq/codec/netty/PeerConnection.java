package io.reactivezmq.codec.netty;

import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection as a socket uses it, whatever carries it; {@link TrafficReceiver} is the other direction. Confined to the event
 * loop of the connection.
 */
public interface PeerConnection {

    /** The routing id that the peer announced, 0 to 255 bytes; a copy. */
    byte[] identity();

    /** What every message from this peer says about it. */
    MessageMetadata metadata();

    /** Whether a subscriber tells its topics; one that does not, of ZMTP 1.0, wants everything. */
    boolean forwardsSubscriptions();

    /** Where the peer is. */
    SocketAddress remoteAddress();

    /** Whether another message may be written; when it becomes true again {@link TrafficReceiver#onWritable()} tells. */
    boolean isWritable();

    /**
     * Takes a message; only while {@link #isWritable()}. Call {@link #flush()} when there is no more for now. A connection that can
     * seal nothing any more, or has no memory to do it in, is closed by this; the message counts as lost with it.
     *
     * @throws io.reactivezmq.core.error.ZmqConnectionException (EMSGSIZE) if no form of this connection can hold it; nothing of it
     *     was written, and the connection goes on
     */
    void write(ZmqMessage message);

    /** Tells the peer that a topic is wanted or no longer wanted; only while {@link #isWritable()}. */
    void writeSubscription(boolean subscribe, byte[] topic);

    /** Sends everything that has been written. */
    void flush();

    /** Reads on after {@link TrafficReceiver#onMessage} had no room. */
    void resumeReading();

    /** Runs an action when everything written so far has left this process or cannot leave it any more; at once if it has. */
    void whenWritten(Runnable action);

    /** Closes the connection for this cause, or in good order. */
    void close(@Nullable ZmqException cause);
}
