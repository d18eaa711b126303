package io.reactivezmq.sockets.pipe;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.codec.netty.TrafficReceiver;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.PeerStatistics;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One peer of a socket: two bounded queues, an event loop for life, and a connection while there is one. On the connecting
 * side a pipe outlives its connections: what is queued waits for the next. On the bound side it ends with its connection.
 *
 * <pre>
 *   socket --offer--> {@link PipeOutput} --> connection
 *   connection --onMessage--> owner --> inbox (subscriber or inbound queue)
 * </pre>
 */
public final class Pipe extends MergeSource<ZmqMessage> implements TrafficReceiver {

    private static final AtomicIntegerFieldUpdater<Pipe> PAUSED = AtomicIntegerFieldUpdater.newUpdater(Pipe.class, "paused");

    final PipeQueue inbound;
    /** This pipe's event loop holds its inbox, see {@link Inbox}. */
    boolean emitting;
    /** Something of the current read went into the inbound queue. */
    boolean hasQueued;
    /** Where the inbound queue stands in line. */
    @Nullable Inbox inbox;

    private final EventLoop loop;
    private final Endpoint endpoint;
    private final QueueOptions madeFor;
    private final PipeOwner owner;
    private final Supplier<List<ZmqMessage>> greetings;
    private final PipeOutput output;
    private final PipeCounters counters = new PipeCounters();

    /** A connection whose handshake is over and that is not used yet. */
    private @Nullable PipeConnectionListener listener;
    private boolean attached;
    /** What the connection still brings is not wanted any more: it is being closed, which may take its time. */
    private boolean abandoned;
    private volatile int paused;
    private volatile @Nullable ZmqException refusal;
    private volatile boolean connected;
    /** Bytes that a peer that has gone sent before and that wait for room. */
    private volatile long undecoded;
    private volatile @Nullable SocketAddress peer;
    private volatile @Nullable RoutingId routingId;
    private volatile MessageMetadata metadata = MessageMetadata.empty();

    /**
     * @param endpoint what is bound or connected to, for people
     * @param greetings what every new connection is sent first
     */
    public Pipe(EventLoop loop, Endpoint endpoint, QueueOptions queues, PipeOwner owner,
            Supplier<List<ZmqMessage>> greetings) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.madeFor = queues;
        this.owner = owner;
        this.greetings = greetings;
        Runnable conflated = () -> owner.dropped(DropReason.CONFLATED, 1);
        PipeQueue outbound = queues.conflate() ? new LatestMessage(conflated)
                : new OutboundQueue(queues.sendHighWaterMark(), queues.sendHighWaterMarkBytes());
        this.output = new PipeOutput(this, owner, outbound, counters);
        this.inbound = queues.conflate() ? new LatestMessage(conflated)
                : new InboundQueue(queues.receiveHighWaterMark(), queues.receiveHighWaterMarkBytes());
    }

    /** The event loop that this pipe's connections run on. */
    public EventLoop loop() {
        return loop;
    }

    /** What its socket bound or connected to. */
    public Endpoint endpoint() {
        return endpoint;
    }

    public PipeCounters counters() {
        return counters;
    }

    /** Messages that wait for the connection; any thread. */
    public int queuedOutbound() {
        return output.size();
    }

    /** Messages that wait for the subscriber; any thread. */
    public int queuedInbound() {
        return inbound.size();
    }

    /** Payload bytes that wait for the subscriber, those of small messages aside, and what is not decoded yet of a peer that has gone. */
    public long queuedInboundBytes() {
        return inbound.countedBytes() + undecoded;
    }

    /** All that can be told of this peer; any thread. */
    public PeerStatistics statistics() {
        boolean ready = connected;
        PipeCounters.Totals totals = counters.totals();
        return new PeerStatistics(endpoint, ready, ready ? peer : null, ready ? routingId : null, output.size(), inbound.size(),
                totals.sent(), totals.sentBytes(), totals.received(), totals.receivedBytes());
    }

    // ---- outbound -------------------------------------------------------------------------------------------------

    /**
     * Takes a message for this peer; any thread.
     *
     * @return false if the queue is at its high-water mark or the pipe has ended; {@link PipeOwner#onRoom} follows when
     *     that was the reason and it has changed
     */
    public boolean offer(ZmqMessage message) {
        return output.offer(message);
    }

    /** Whether a message would be taken now; any thread. */
    public boolean hasRoom() {
        return output.hasRoom();
    }

    /** As {@link #hasRoom()}; if not, {@link PipeOwner#onRoom} follows when that changes. */
    public boolean announceIfFull() {
        return output.announceIfFull();
    }

    /** Whether this message would be taken now; if not, {@link PipeOwner#onRoom} follows when that may have changed. */
    public boolean announceUnlessRoomFor(ZmqMessage message) {
        return announceUnlessRoomFor(message, 0, 0);
    }

    /** As {@link #announceUnlessRoomFor(ZmqMessage)}, with so many others, of so many bytes together, that may come before it. */
    public boolean announceUnlessRoomFor(ZmqMessage message, int others, long othersBytes) {
        return output.announceUnlessRoomFor(message, others, othersBytes);
    }

    /** Whether everything sent has at least been encoded; any thread. */
    public boolean isOutboundEmpty() {
        return output.isEmpty();
    }

    /** Whether a source should be asked for more messages for this peer. */
    public boolean wantsMore() {
        return output.wantsMore();
    }

    // ---- inbound --------------------------------------------------------------------------------------------------

    @Override
    public boolean onMessage(ZmqMessage message) {
        if (abandoned) {
            owner.dropped(DropReason.STALE, 1);
            return true;
        }
        counters.received(message);
        return owner.onMessage(this, message);
    }

    @Override
    public void onSubscription(boolean subscribe, byte[] topic) {
        owner.onSubscription(this, subscribe, topic);
    }

    @Override
    public void onUnknownCommand() {
        owner.dropped(DropReason.UNKNOWN_COMMAND, 1);
    }

    @Override
    public void onReadComplete() {
        counters.publish();
        owner.onReadComplete(this);
    }

    /** Returns false, and remembers that reading has stopped, when the inbound queue is full; on the event loop. */
    boolean keepsReading() {
        if (!inbound.isFull()) {
            return true;
        }
        paused = 1;
        // the reader may have emptied the queue just before it could see the mark
        return inbound.isBelowLowWaterMark() && PAUSED.compareAndSet(this, 1, 0);
    }

    /** Whether the socket may put something of its own among what it receives, beyond the mark that stops the peer. */
    public boolean hasRoomForNotice() {
        return !inbound.isOverfull();
    }

    @Override
    @Nullable ZmqMessage poll() {
        return inbound.poll();
    }

    @Override
    void discard() {
        long unread = 0;
        while (inbound.poll() != null) {
            unread++;
        }
        unread(unread);
    }

    /** Forgets what nobody has read, of a peer that has gone for one, and counts it for this reason; on the event loop. */
    public void forgetUnread(DropReason reason) {
        int forgotten = inbound.forget();
        if (forgotten > 0) {
            owner.dropped(reason, forgotten);
        }
        if (inbox != null) {
            inbox.emptied();
        }
        polled();
    }

    /** Messages came for a socket that nobody reads any more. */
    void unread(long messages) {
        if (messages > 0) {
            owner.dropped(DropReason.UNREAD, messages);
        }
    }

    @Override
    boolean isEmpty() {
        return inbound.isEmpty();
    }

    /** Reading goes on when the queue is half empty. */
    @Override
    void polled() {
        if (paused == 1 && inbound.isBelowLowWaterMark() && PAUSED.compareAndSet(this, 1, 0)) {
            execute(() -> {
                PeerConnection open = connection();
                if (open != null) {
                    open.resumeReading();
                }
            });
        }
    }

    /** What this pipe was made for, whatever {@link #highWaterMarks} have been set since. */
    public QueueOptions madeFor() {
        return madeFor;
    }

    /** The marks of both queues from now on; any thread. A queue that is above its new mark takes nothing until it is below. */
    public void highWaterMarks(QueueOptions queues) {
        output.highWaterMark(queues.sendHighWaterMark());
        inbound.highWaterMark(queues.receiveHighWaterMark());
        execute(() -> {
            polled();
            owner.onRoom(this);
        });
    }

    // ---- connection -----------------------------------------------------------------------------------------------

    /**
     * A connection has finished its handshake; on the event loop. What it brings is taken at once; it is written to from the
     * loop's next task on, because only then its handler stands in the pipeline and misses no change of writability.
     */
    public void attach(PeerConnection established, SocketAddress address, PipeConnectionListener connectionListener) {
        attached = true;
        listener = connectionListener;
        peer = address;
        byte[] announced = established.identity();
        routingId = announced.length == 0 ? null : RoutingId.of(announced);
        metadata = established.metadata();
        owner.onAttached(this, established);
        execute(() -> {
            if (isTerminated()) {
                established.close(refusal); // the end of this pipe came before its connection could be told
            } else if (attached) {
                output.connected(established);
                connected = true;
                greetings.get().forEach(greeting -> output.write(established, greeting));
                owner.onWritable(this);
                output.begin();
            }
        });
    }

    /** The connection, while there is one; on the event loop. */
    public @Nullable PeerConnection connection() {
        return output.connection();
    }

    /** What is known of the peer while there is a connection; any thread. */
    public MessageMetadata metadata() {
        return metadata;
    }

    /** The peer's address, from its handshake until its end has been told; any thread. */
    public @Nullable SocketAddress peer() {
        return peer;
    }

    /** The peer's routing id, if one is known, for as long as {@link #peer()}; any thread. */
    public @Nullable RoutingId routingId() {
        return routingId;
    }

    /** The socket has another routing id for the peer than the one it announced, or none; until the connection ends. */
    public void knownAs(@Nullable RoutingId id) {
        routingId = id;
    }

    /** Whether there is a connection at this moment; any thread. */
    public boolean isConnected() {
        return connected;
    }

    @Override
    public void onWritable() {
        if (!output.isDraining()) {
            owner.onWritable(this);
            output.drain();
        }
    }

    @Override
    public void onPeerGone(long waiting) {
        undecoded = waiting;
        PipeConnectionListener told = listener;
        if (told != null) {
            told.onPeerGone();
        }
    }

    @Override
    public void onClosed(@Nullable ZmqException cause, long undelivered) {
        undecoded = 0;
        try {
            detach();
        } finally {
            tellEnd(cause, undelivered); // whatever happened to the owner: who is not told never connects again
        }
    }

    private void detach() {
        if (attached) {
            attached = false;
            output.connected(null);
            connected = false;
            metadata = MessageMetadata.empty();
            owner.onDetached(this);
        }
    }

    private void tellEnd(@Nullable ZmqException cause, long undelivered) {
        paused = 0;
        counters.publish();
        if (undelivered > 0) {
            owner.dropped(DropReason.CONNECTION_LOST, undelivered);
        }
        PipeConnectionListener told = listener;
        listener = null;
        try {
            if (told != null) {
                told.onConnectionClosed(cause, undelivered); // sees whether this side has abandoned it
            }
        } finally {
            abandoned = false;
            peer = null;
            routingId = null;
            output.finishIfDrained();
        }
        if (!isTerminated()) {
            owner.onRoom(this); // who waited for the channel may fill the queue meanwhile
        }
    }

    // ---- end ------------------------------------------------------------------------------------------------------

    /**
     * Sends what is queued, then closes the connection and runs the action; on the event loop. While there is no
     * connection the messages wait for one; {@link #terminate} ends the wait.
     */
    public void drainAndClose(Runnable whenClosed) {
        output.drainAndClose(whenClosed);
    }

    /**
     * Ends the pipe: what is still queued is lost and counted for this reason; on the event loop.
     *
     * @return messages that were queued
     */
    public long terminate(DropReason reason) {
        output.close();
        long lost = output.discard(reason);
        PeerConnection open = connection();
        if (open != null) {
            open.close(null);
        }
        return lost;
    }

    /** The socket has no use for this peer: ends the pipe, and its connection for this cause; any thread. */
    public void refuse(ZmqException cause) {
        refusal = cause;
        output.close();
        execute(() -> {
            PeerConnection open = connection();
            if (open != null) {
                open.close(cause);
            }
        });
    }

    /** Forgets what is queued and begins anew with another connection, which is no failure of the peer; on the event loop. */
    public void reset(DropReason reason, ZmqException cause) {
        output.discard(reason);
        PeerConnection open = connection();
        if (open != null) {
            abandoned = true;
            output.connected(null); // nothing more is written to it
            open.close(cause);
        }
    }

    /** Takes back what is queued, before the pipe ends, and returns how many messages that were; they are not lost. On the event loop. */
    public long withdraw() {
        return output.withdraw();
    }

    /** Whether the connection that is ending was given up by {@link #reset}: what was offered since is for the next. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /**
     * Forgets what is queued for the peer, and tells that there is room; on the event loop.
     *
     * @return messages that were queued
     */
    public long discardQueued(DropReason reason) {
        long lost = output.discard(reason);
        owner.onRoom(this);
        return lost;
    }

    /** Whether the pipe has ended for good; any thread. */
    public boolean isTerminated() {
        return output.isClosed();
    }

    /** Runs on the event loop; returns false when that has been shut down. */
    @Override
    public boolean execute(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException shutDown) {
            // the context is closed: nobody is left to send to or to read from
            return false;
        }
    }
}
