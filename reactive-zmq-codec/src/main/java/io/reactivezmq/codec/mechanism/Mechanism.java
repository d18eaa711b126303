package io.reactivezmq.codec.mechanism;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.Metadata;

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
 * <p>How many commands are exchanged and who begins is the mechanism's affair; so is waiting for a third party: it simply
 * stays incomplete until it was told the answer, and the driver, which asks {@link #isComplete()} before each command it
 * reads, is then called with an empty input. A mechanism that also transforms the traffic after the handshake offers that
 * to the code that created it; the handshake does not need to know.
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
     * @param body the whole body, name included; the mechanism may keep it
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the command is malformed, or not the one expected
     */
    void receive(byte[] body, ByteBuf out);

    /** Whether both sides have said everything; what follows on the wire is traffic. */
    boolean isComplete();

    /** What the peer told about itself; only when {@link #isComplete()}. */
    Metadata peerMetadata();

    /**
     * Whether peers may be let in that know no mechanism, which are those of ZMTP 2.0 and 1.0. False unless the mechanism lets in
     * everybody, whoever he is.
     */
    default boolean admitsAnyone() {
        return false;
    }
}
