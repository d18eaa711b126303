package io.reactivezmq.sockets;

import io.reactivezmq.sockets.pattern.RoundRobin;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.HashSet;
import java.util.Set;

/**
 * Who can be asked, in turn. A peer whose connection this side gives up rests until it has another one: what is for it meanwhile would
 * end with an accepted pipe, and would wait behind the reconnect of another. Any thread may call; whoever holds the turn picks.
 */
final class ReqPeers {

    private final RoundRobin<Pipe, ReqCall> pipes = new RoundRobin<>(Pipe[]::new, ReqPeers::isReady);
    private final Set<Pipe> resting = new HashSet<>();

    /** Shows the call where it goes; false if no peer has room, and then {@code onRoom} or another peer follows. */
    boolean pick(ReqCall call) {
        return pipes.offer(call);
    }

    private static boolean isReady(Pipe pipe, ReqCall call) {
        if (pipe.isTerminated() || !pipe.announceUnlessRoomFor(call.message())) {
            return false;
        }
        call.goesTo(pipe);
        return true;
    }

    synchronized void add(Pipe pipe) {
        pipes.add(pipe);
    }

    synchronized void remove(Pipe pipe) {
        resting.remove(pipe);
        pipes.remove(pipe);
    }

    /** On the pipe's event loop, while it has a connection. */
    synchronized void rest(Pipe pipe) {
        if (pipes.remove(pipe)) {
            resting.add(pipe);
        }
    }

    /** Returns whether it had rested. */
    synchronized boolean wake(Pipe pipe) {
        if (resting.remove(pipe)) {
            pipes.add(pipe);
            return true;
        }
        return false;
    }
}
