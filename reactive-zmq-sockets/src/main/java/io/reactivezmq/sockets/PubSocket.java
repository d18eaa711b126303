package io.reactivezmq.sockets;

/**
 * ZMQ_PUB (RFC 29): sends each message to every SUB peer whose subscriptions match its first bytes.
 *
 * <p>Sending never waits: a peer at its send high-water mark misses the message, a message that nobody wants is gone.
 * The former is counted in {@link #statistics()} as {@code SEND_HIGH_WATER_MARK}, once for each peer that missed it.
 * {@link #trySend} returns true, {@link #send(ZmqMessage)} completes at once, {@link #send(Publisher)} asks its source in
 * batches for as long as it emits; while every subscriber is at its mark it asks for one batch in a millisecond, so a source that obeys
 * demand loses little and no peer can stop it. A subscriber gets messages from the moment its subscription has arrived here.
 *
 * <p>With {@code pubSub.noDrop} it waits for slow subscribers instead of dropping: a message goes to all whom it matches or, while one
 * of them is at its mark, to none. {@link #trySend} then returns false, and also where other threads that publish at this moment may
 * need the room that there is. Any number of threads may publish at once.
 */
public final class PubSocket extends AbstractSendingSocket {

    private final PubPattern pattern;

    PubSocket(SocketSetup setup) {
        this(setup, new PubPattern(setup));
    }

    private PubSocket(SocketSetup setup, PubPattern pattern) {
        super(new SocketCore(setup, pattern), pattern.outbox());
        this.pattern = pattern;
    }

    /** The number of distinct topics that its subscribers have now ({@code ZMQ_TOPICS_COUNT}). */
    public int topicsCount() {
        return pattern.topicsCount();
    }
}
