package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.MessageMetadata;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an XPUB's application has not been told yet about subscriptions: for each topic the newest, in the order in which they
 * came. Subscriptions are state: nothing is lost however slowly it reads, or if it never does, and the memory is bounded by the
 * number of topics that peers have now. A subscription that is cancelled before it was told is not told at all.
 */
public final class SubscriptionNotices<T> extends MergeSource<T> {

    /** Makes an element of a notice. */
    public interface Form<T> {

        /** @param metadata of the peer, when it asked; none if it has gone */
        T of(Pipe pipe, MessageMetadata metadata, byte[] topic, boolean subscribe);
    }

    /** Cancels of topics that nobody had wait only while fewer notices than this do: nothing else bounds their number. */
    private static final int MAX_UNKNOWN = 1_000;

    private final Map<Key, Notice> pending = new LinkedHashMap<>();
    /** The subscriptions that the application knows of and has not been told the end of. */
    private final Set<Key> told = new HashSet<>();
    private final FairMerge<T> merge;
    private final Form<T> form;
    private final BooleanSupplier everyOne;

    /** @param everyOne each peer's subscriptions count by themselves, and repeated ones are told as often as they came */
    public SubscriptionNotices(FairMerge<T> merge, Form<T> form, BooleanSupplier everyOne) {
        this.merge = merge;
        this.form = form;
        this.everyOne = everyOne;
    }

    /** Any thread; {@link #tell} has to follow. Returns false if it was a cancel of what nobody had, and too many of those wait already. */
    public boolean add(Pipe pipe, byte[] topic, boolean subscribe) {
        return subscribe ? add(pipe, topic, true, () -> false) : cancel(pipe, topic, () -> false);
    }

    /**
     * As {@link #add} of a cancel, which is not told if somebody else wants the topic. That is looked at when it takes its place
     * among the notices: another thread may have put a newer subscription there, and that must be the last word.
     */
    public boolean cancel(Pipe pipe, byte[] topic, BooleanSupplier wanted) {
        return add(pipe, topic, false, wanted);
    }

    private boolean add(Pipe pipe, byte[] topic, boolean subscribe, BooleanSupplier outdated) {
        boolean all = everyOne.getAsBoolean();
        Key key = new Key(all ? pipe : null, ByteBuffer.wrap(topic));
        if (!put(key, new Notice(pipe, pipe.metadata(), subscribe, 1), all, outdated)) {
            return false;
        }
        merge.ready(this);
        return true;
    }

    /** Tells what was added, as far as it is asked for; holding no lock, because it runs the application's code. Any thread. */
    public void tell() {
        merge.drain();
    }

    private synchronized boolean put(Key key, Notice notice, boolean all, BooleanSupplier outdated) {
        if (outdated.getAsBoolean()) {
            forget(key);
            return true;
        }
        Notice older = pending.remove(key);
        Notice newest = older != null && older.subscribe == notice.subscribe ? notice.again(older, all) : notice;
        if (notice.subscribe) {
            if (all || !told.contains(key)) {
                pending.put(key, newest);
            }
            return true;
        }
        if (told.contains(key) || told.contains(key.ofAnyone()) || older != null && !older.subscribe) {
            pending.put(key, newest);
            return true;
        }
        if (older == null) {
            if (pending.size() >= MAX_UNKNOWN) {
                return false;
            }
            pending.put(key, notice); // libzmq tells it too
        }
        return true;
    }

    /** Its peer does not want the topic any more, which others do. */
    private void forget(Key key) {
        Notice waiting = pending.get(key);
        if (key.pipe != null && waiting != null && waiting.subscribe) {
            pending.remove(key);
        }
        if (told.remove(key)) {
            told.add(key.ofAnyone()); // the last one's cancel takes it back
        }
    }

    @Override
    synchronized @Nullable T poll() {
        var all = pending.entrySet().iterator();
        if (!all.hasNext()) {
            return null;
        }
        Map.Entry<Key, Notice> first = all.next();
        Notice notice = first.getValue();
        if (notice.times > 1) {
            first.setValue(new Notice(notice.pipe, notice.metadata, notice.subscribe, notice.times - 1));
        } else {
            all.remove();
        }
        if (notice.subscribe) {
            told.add(first.getKey());
        } else {
            // it may have been told in the other form: the options change while the socket is open
            told.remove(new Key(notice.pipe, first.getKey().topic));
            told.remove(first.getKey().ofAnyone());
        }
        return form.of(notice.pipe, notice.metadata, first.getKey().topic.array(), notice.subscribe);
    }

    @Override
    synchronized boolean isEmpty() {
        return pending.isEmpty();
    }

    @Override
    void polled() {
    }

    @Override
    synchronized void discard() {
        pending.clear();
        told.clear();
    }

    /** There is no better thread than the present one. */
    @Override
    boolean execute(Runnable task) {
        return false;
    }

    private record Key(@Nullable Pipe pipe, ByteBuffer topic) {

        Key ofAnyone() {
            return new Key(null, topic);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && pipe == that.pipe && topic.equals(that.topic);
        }

        @Override
        public int hashCode() {
            return Objects.hash(System.identityHashCode(pipe), topic);
        }
    }

    private record Notice(Pipe pipe, MessageMetadata metadata, boolean subscribe, int times) {

        /** This one in place of an older one of the same kind. */
        Notice again(Notice older, boolean counted) {
            return new Notice(pipe, metadata, subscribe, older.times + (counted ? 1 : 0));
        }
    }
}
