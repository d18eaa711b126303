package io.reactivezmq.samples.guide.binarystar;

/**
 * What one of the two servers knows: its own state, and until when it believes that the other one lives. Immutable, without clock
 * or socket: what happens is a call that gives the next one.
 *
 * @param peerExpiry when the other server is believed to be dead, if nothing is heard of it
 */
record Fsm(State state, long peerExpiry) {

    enum State {
        /** The primary, which has not heard of the backup. */
        PRIMARY,
        /** The backup, which has not heard of the primary, and so does not take over: it may be the one that is cut off. */
        BACKUP,
        /** Answers. */
        ACTIVE,
        /** Waits for the other one to die. */
        PASSIVE
    }

    /** Both servers have the same part. Somebody has to stop one of them: going on would be two truths. */
    static final class SplitBrain extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SplitBrain(State both) {
            super("both servers are " + both + ": stop one of them, and start it again when the other one answers");
        }
    }

    /** The other server says what it is. */
    Fsm heard(State peer, long expiry) {
        State next = switch (state) {
            case PRIMARY -> peer == State.BACKUP ? State.ACTIVE : peer == State.ACTIVE ? State.PASSIVE : state;
            case BACKUP -> peer == State.ACTIVE ? State.PASSIVE : state;
            case ACTIVE -> unless(peer == State.ACTIVE);
            // The other one has been started again, and waits for somebody to be active.
            case PASSIVE -> peer == State.PRIMARY || peer == State.BACKUP ? State.ACTIVE : unless(peer == State.PASSIVE);
        };
        return new Fsm(next, expiry);
    }

    /** A client asks: it cannot reach the other server, and if neither can we, that one is dead. */
    Fsm asked(long now) {
        boolean takesOver = now >= peerExpiry && (state == State.PASSIVE || state == State.PRIMARY);
        return takesOver ? new Fsm(State.ACTIVE, peerExpiry) : this;
    }

    private State unless(boolean split) {
        if (split) {
            throw new SplitBrain(state);
        }
        return state;
    }
}
