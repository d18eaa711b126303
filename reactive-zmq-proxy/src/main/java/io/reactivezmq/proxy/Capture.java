package io.reactivezmq.proxy;

import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.LongAdder;

/** The capture socket of a proxy. Both directions use it, at the same time; its end is not theirs. */
final class Capture {

    private final SendingSocket socket;
    private final CaptureMode mode;
    private final LongAdder taken = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    Capture(SendingSocket socket, CaptureMode mode) {
        this.socket = socket;
        this.mode = mode;
    }

    /** Sends a copy; while that has to wait, and is to, nothing more comes through this passage. */
    void take(ZmqMessage message, Passage passage) {
        if (socket.isDisposed()) {
            dropped.increment();
        } else if (trySend(message)) {
            taken.increment();
        } else if (mode == CaptureMode.DROP) {
            dropped.increment();
        } else {
            await(message, passage);
        }
    }

    /** A socket that is being closed takes nothing; the next message finds it disposed. */
    private boolean trySend(ZmqMessage message) {
        try {
            return socket.trySend(message);
        } catch (ZmqException closing) {
            return false;
        }
    }

    private void await(ZmqMessage message, Passage passage) {
        passage.beginWait();
        socket.send(message).subscribe(sent -> { }, failure -> {
            dropped.increment();
            passage.endWait();
        }, () -> {
            taken.increment();
            passage.endWait();
        });
    }

    long taken() {
        return taken.sum();
    }

    long dropped() {
        return dropped.sum();
    }
}
