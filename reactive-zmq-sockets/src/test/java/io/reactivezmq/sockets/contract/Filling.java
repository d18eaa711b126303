package io.reactivezmq.sockets.contract;

import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Sending until everything between here and a peer that does not read is full. */
final class Filling {

    /** So many refusals in a row are no moment of draining. */
    private static final int REFUSALS = 100_000;
    private static final int YIELD_EVERY = 1_000;

    private Filling() {
    }

    /** One with a number, of which a few fill small buffers. */
    static ZmqMessage large(int number) {
        return ZmqMessage.builder().addInt(number).add(new byte[8_192]).build();
    }

    /** Sends large messages from 0 on; returns how many were taken. */
    static int fill(SendingSocket sender) {
        return fill(sender::trySend, Filling::large);
    }

    /**
     * Sends the messages from 0 on; returns how many were taken. One that is refused is not made again, which would cost more than
     * the try.
     */
    static int fill(Predicate<ZmqMessage> sender, IntFunction<ZmqMessage> messages) {
        int taken = 0;
        ZmqMessage next = messages.apply(taken);
        for (int refused = 0; refused < REFUSALS; refused++) {
            if (sender.test(next)) {
                refused = 0;
                taken++;
                next = messages.apply(taken);
            } else if (refused % YIELD_EVERY == 0) {
                Thread.yield(); // whoever drains may need this core
            } else {
                Thread.onSpinWait();
            }
        }
        return taken;
    }
}
