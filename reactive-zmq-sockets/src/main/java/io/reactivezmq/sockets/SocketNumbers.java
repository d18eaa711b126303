package io.reactivezmq.sockets;

import io.reactivezmq.core.PeerStatistics;
import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.PipeCounters.Totals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What a socket has counted over its life, and what its pipes count now. Any thread. */
final class SocketNumbers {

    private final Collection<Pipe> pipes;
    private final DropCounters drops;
    private final AtomicReference<Totals> endedPipes = new AtomicReference<>(Totals.ZERO);
    private final LongAdder reconnects = new LongAdder();
    private final FailedHandshakes failedHandshakes = new FailedHandshakes();

    /** @param pipes those that there are, whenever this is asked */
    SocketNumbers(Collection<Pipe> pipes, DropCounters drops) {
        this.pipes = pipes;
        this.drops = drops;
    }

    /** It has left the pipes, and counts no more. */
    void ended(Pipe pipe) {
        endedPipes.accumulateAndGet(pipe.counters().totals(), Totals::plus);
    }

    void reconnected() {
        reconnects.increment();
    }

    void handshakeFailed(ZmqException cause) {
        failedHandshakes.add(cause);
    }

    SocketStatistics statistics() {
        Totals totals = endedPipes.get();
        int peers = 0;
        long queuedOutbound = 0;
        long queuedInbound = 0;
        for (Pipe pipe : pipes) {
            totals = totals.plus(pipe.counters().totals());
            peers += pipe.isConnected() ? 1 : 0;
            queuedOutbound += pipe.queuedOutbound();
            queuedInbound += pipe.queuedInbound();
        }
        return new SocketStatistics(totals.sent(), totals.sentBytes(), totals.received(), totals.receivedBytes(), peers,
                queuedOutbound, queuedInbound, drops.snapshot(), reconnects.sum(), failedHandshakes.snapshot());
    }

    List<PeerStatistics> peerStatistics() {
        List<PeerStatistics> statistics = new ArrayList<>();
        pipes.forEach(pipe -> statistics.add(pipe.statistics()));
        return Collections.unmodifiableList(statistics);
    }
}
