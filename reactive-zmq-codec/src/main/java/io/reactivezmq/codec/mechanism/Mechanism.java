package io.reactivezmq.codec.mechanism;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import org.jspecify.annotations.Nullable;

/**
 * One side of a security handshake: which commands it sends, which it expects, and what it learned. No I/O, no clock, no
 * reference to whoever drives it, and one instance per connection.
 *
 * <pre>
 *             start              receive*                      isComplete
 *   CREATED ---------> TALKING ------------> ... ------------> COMPLETE, peerMetadata() known
 *                         |
 *                         +-- receive throws: the connection is over
 * </pre>
 *
 * <p>How many commands are exchanged and who begins is the mechanism's affair. One that has to ask a third party whether to
 * let the peer in says so by {@link #credentials()} and stays incomplete until it is told the answer by {@link #judged}; what the
 * peer sends meanwhile still comes to {@link #receive}, so that a peer that does not wait for its turn is found out.
 */
public interface Mechanism {

    /** The name in the greeting, 1 to 20 characters of upper case ASCII. Both sides must have the same. */
    String name();

    /** What the greeting says about the role. Peers' values are ignored, because libzmq always sends false. */
    boolean asServer();

    /**
     * Called once, after the greeting: writes the commands that this side may send unasked, as complete frames.
     *
     * @param out where to; grows as needed
     */
    void start(ByteBuf out);

    /**
     * Called with each command of the peer, until complete; writes the answer, if there is one, as complete frames.
     *
     * @param body the whole body, name included; the mechanism may keep or overwrite it
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the command is malformed, or not the one expected
     * @throws io.reactivezmq.core.error.ZmqSecurityException if the peer says that it does not let this side in
     */
    void receive(byte[] body, ByteBuf out);

    /**
     * Bytes that the body of the next command may have. A larger one is refused as soon as its length is announced, so that a
     * stranger costs no more memory than what he may have to say. Without limit unless the mechanism knows better; the limit of
     * the settings holds in any case.
     */
    default int maxNextCommand() {
        return Integer.MAX_VALUE;
    }

    /**
     * Whether the next command costs as much work as hundreds of messages, and a stranger may send it: then it is better done where
     * no established connection waits meanwhile.
     */
    default boolean takesLong() {
        return false;
    }

    /**
     * Whether commands carry secrets that are not sealed: buffers that have held them are overwritten before others get them.
     */
    default boolean hasOpenSecrets() {
        return false;
    }

    /** Whether both sides have said everything; what follows on the wire is traffic. */
    boolean isComplete();

    /** What the peer told about itself; only when {@link #isComplete()}. */
    Metadata peerMetadata();

    /** The form of the traffic that follows; only when {@link #isComplete()}. */
    default TrafficCoding trafficCoding() {
        return TrafficCoding.PLAIN;
    }

    /** What a third party has to judge now; null if there is no question open, or none any more. */
    default @Nullable Credentials credentials() {
        return null;
    }

    /**
     * The answer to {@link #credentials()}, which are gone with this call: writes what the peer is to know of it, as complete
     * frames. After a refusal the mechanism is of no further use.
     *
     * @param out where to; grows as needed; for a temporary failure nothing is written
     */
    default void judged(ZapReply reply, ByteBuf out) {
        throw new IllegalStateException(name() + " has asked nothing");
    }

    /**
     * Whether peers may be let in that know no mechanism, which are those of ZMTP 2.0 and 1.0. False unless the mechanism lets in
     * everybody, whoever he is.
     */
    default boolean admitsAnyone() {
        return false;
    }

    /**
     * The handshake is over, whether it succeeded or not, or was given up: what is secret and not needed for the traffic is
     * overwritten. Nothing but {@link #trafficCoding()} is of use afterwards. May be called again.
     */
    default void destroy() {
    }
}
