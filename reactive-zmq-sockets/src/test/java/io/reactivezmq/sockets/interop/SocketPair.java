package io.reactivezmq.sockets.interop;

import io.reactivezmq.core.SocketType;
import java.util.Arrays;
import java.util.List;

/** A type of ours and one of another implementation that may talk to each other (RFC 37, "The Socket-Type Property"). */
record SocketPair(SocketType ours, SocketType theirs) {

    /** All of them. */
    static List<SocketPair> legal() {
        return Arrays.stream(SocketType.values())
                .flatMap(ours -> ours.peers().stream().map(theirs -> new SocketPair(ours, theirs)))
                .toList();
    }

    @Override
    public String toString() {
        return ours + "-" + theirs;
    }
}
