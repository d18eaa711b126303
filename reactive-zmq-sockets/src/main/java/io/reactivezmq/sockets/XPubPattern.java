package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import io.reactivezmq.sockets.pattern.Matches;
import io.reactivezmq.sockets.pipe.Inbox;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.SubscriptionFeed;
import io.reactivezmq.sockets.pipe.SubscriptionNotices;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** PUB that tells its application who subscribes to what, and lets it decide if it wants to (libzmq's xpub.cpp). */
final class XPubPattern extends PubPattern {

    private static final FrameAccess FRAMES = FrameAccess.get();

    private final Inbox inbox = new Inbox();
    private final SubscriptionNotices<ZmqMessage> messages;
    private final SubscriptionFeed<SubscriptionEvent> feed = new SubscriptionFeed<>();
    private final SubscriptionNotices<SubscriptionEvent> events;
    /** In manual mode what each peer has asked for, whatever was made of it. */
    private final Map<Pipe, Set<ByteBuffer>> asked = new ConcurrentHashMap<>();
    /** With manualLastValue, who gets the next message alone. */
    private final AtomicReference<@Nullable Pipe> newcomer = new AtomicReference<>();

    XPubPattern(SocketSetup setup) {
        super(setup);
        BooleanSupplier everyOne = () -> isManual() || options().verbose() || options().verboser();
        this.messages = new SubscriptionNotices<>(inbox, (pipe, metadata, topic, subscribe) -> frame(metadata, topic, subscribe), everyOne);
        this.events = new SubscriptionNotices<>(feed, SubscriptionEvent::new, everyOne);
    }

    /** The form in which libzmq's XPUB gives it to its application. */
    private static ZmqMessage frame(MessageMetadata metadata, byte[] topic, boolean subscribe) {
        byte[] frame = new byte[topic.length + 1];
        frame[0] = (byte) (subscribe ? 1 : 0);
        System.arraycopy(topic, 0, frame, 1, topic.length);
        return FRAMES.wrap(frame, metadata);
    }

    private boolean isManual() {
        return options().manual() || options().manualLastValue();
    }

    Inbox inbox() {
        return inbox;
    }

    SubscriptionFeed<SubscriptionEvent> subscriptions() {
        return feed;
    }

    // ---- subscriptions --------------------------------------------------------------------------------------------

    @Override
    public void onSubscription(Pipe pipe, boolean subscribe, byte[] topic) {
        super.onSubscription(pipe, subscribe, topic);
        tell();
    }

    @Override
    void update(Pipe pipe, Set<ByteBuffer> wanted, boolean subscribe, byte[] topic) {
        if (!isManual()) {
            super.update(pipe, wanted, subscribe, topic);
            return;
        }
        Set<ByteBuffer> asks = asked.computeIfAbsent(pipe, first -> new HashSet<>());
        if (subscribe) {
            requireRoom(asks);
            asks.add(ByteBuffer.wrap(topic));
        } else {
            asks.remove(ByteBuffer.wrap(topic));
        }
        note(pipe, topic, subscribe);
    }

    @Override
    void subscribed(Pipe pipe, byte[] topic, boolean first) {
        if (first || options().verbose() || options().verboser()) {
            note(pipe, topic, true);
        }
    }

    @Override
    void unsubscribed(Pipe pipe, byte[] topic, boolean last) {
        if (isManual()) {
            return;
        }
        Set<ByteBuffer> asks = asked.get(pipe);
        boolean toldForItself = asks != null && asks.remove(ByteBuffer.wrap(topic)); // while the mode was manual
        if (toldForItself || options().verboser()) {
            note(pipe, topic, false);
            return;
        }
        BooleanSupplier wanted = () -> !last || subscribers.has(topic); // by now somebody may have it again
        boolean kept = messages.cancel(pipe, topic, wanted);
        countUnless(events.cancel(pipe, topic, wanted) && kept);
    }

    /** {@link #tell()} has to follow. */
    private void note(Pipe pipe, byte[] topic, boolean subscribe) {
        boolean kept = messages.add(pipe, topic, subscribe);
        countUnless(events.add(pipe, topic, subscribe) && kept);
    }

    /** When no peer's lock is held: the application may decide about another peer at once, as another event loop may about this one. */
    private void tell() {
        messages.tell();
        events.tell();
    }

    private void countUnless(boolean told) {
        if (!told) {
            dropped(DropReason.UNEXPECTED_MESSAGE, 1);
        }
    }

    @Override
    public void onDetached(Pipe pipe) {
        super.onDetached(pipe);
        Set<ByteBuffer> asks = asked.remove(pipe);
        if (asks != null) {
            asks.forEach(topic -> note(pipe, topic.array(), false));
        }
        newcomer.compareAndSet(pipe, null);
        tell();
    }

    /** The application's decision in manual mode; false, and nothing happens, if the peer has gone. */
    boolean decide(Pipe pipe, boolean admit, byte[] topic) {
        boolean decided = tryDecide(pipe, admit, topic);
        outbox().onRoom(); // who waits for this peer may not need it any more
        return decided;
    }

    private boolean tryDecide(Pipe pipe, boolean admit, byte[] topic) {
        Set<ByteBuffer> has = topicsOf(pipe);
        if (has == null) {
            return false;
        }
        synchronized (has) {
            if (topicsOf(pipe) != has) {
                return false;
            }
            if (admit && has.add(ByteBuffer.wrap(topic))) {
                subscribers.subscribe(pipe, topic);
            } else if (!admit && has.remove(ByteBuffer.wrap(topic))) {
                subscribers.unsubscribe(pipe, topic);
            }
            if (admit && options().manualLastValue()) {
                newcomer.set(pipe); // a peer that leaves meanwhile waits for this lock, and then is newcomer no more
            }
            return true;
        }
    }

    // ---- messages -------------------------------------------------------------------------------------------------

    @Override
    boolean fanOut(ZmqMessage message, Matches<Pipe> matches) {
        Pipe alone = newcomer.get();
        if (alone == null || !newcomer.compareAndSet(alone, null) || !options().manualLastValue()) {
            return super.fanOut(message, matches);
        }
        Matches<Pipe> one = new Matches<>(Pipe[]::new);
        if (matches.contains(alone)) {
            one.add(alone);
        }
        boolean sent = super.fanOut(message, one);
        if (!sent && newcomer.compareAndSet(null, alone) && topicsOf(alone) == null) {
            newcomer.compareAndSet(alone, null); // it left meanwhile
        }
        return sent;
    }

    @Override
    boolean userMessage(Pipe pipe, ZmqMessage message) {
        return inbox.accept(pipe, message);
    }

    @Override
    public void onReadComplete(Pipe pipe) {
        inbox.endOfRead(pipe);
    }

    @Override
    void close() {
        super.close();
        inbox.close();
        feed.close();
    }
}
