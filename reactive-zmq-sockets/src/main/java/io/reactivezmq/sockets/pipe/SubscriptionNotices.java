package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.MessageMetadata;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an XPUB's application has not been told yet about subscriptions: for each topic the newest, in the order in which they
 * came. Subscriptions are state: nothing is lost however slowly it reads, and the memory is bounded by the number of topics.
 * Where nothing but the state counts, a subscription that is cancelled before it was told is not told at all.
 */
public final class SubscriptionNotices<T> extends MergeSource<T> {

    /** Makes an element of a notice. */
    public interface Form<T> {

        /** @param metadata of the peer, when it asked; none if it has gone */
        T of(Pipe pipe, MessageMetadata metadata, byte[] topic, boolean subscribe);
    }

    private final Map<Key, Notice> pending = new LinkedHashMap<>();
    private final FairMerge<T> merge;
    private final Form<T> form;
    private final BooleanSupplier everyOne;

    /** @param everyOne each peer's subscriptions count by themselves, and repeated ones are told as often as they came */
    public SubscriptionNotices(FairMerge<T> merge, Form<T> form, BooleanSupplier everyOne) {
        this.merge = merge;
        this.form = form;
        this.everyOne = everyOne;
    }

    /** Any thread. */
    public void add(Pipe pipe, byte[] topic, boolean subscribe) {
        put(new Key(everyOne.getAsBoolean() ? pipe : null, ByteBuffer.wrap(topic)), new Notice(pipe, pipe.metadata(), subscribe, 1));
        merge.ready(this);
        merge.drain();
    }

    private synchronized void put(Key key, Notice notice) {
        Notice older = pending.remove(key);
        if (older == null) {
            pending.put(key, notice);
        } else if (older.subscribe == notice.subscribe) {
            pending.put(key, new Notice(notice.pipe, notice.metadata, notice.subscribe, older.times + (everyOne.getAsBoolean() ? 1 : 0)));
        } else if (everyOne.getAsBoolean()) {
            pending.put(key, notice);
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
    }

    /** There is no better thread than the present one. */
    @Override
    boolean execute(Runnable task) {
        return false;
    }

    private record Key(@Nullable Pipe pipe, ByteBuffer topic) {

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
    }
}
