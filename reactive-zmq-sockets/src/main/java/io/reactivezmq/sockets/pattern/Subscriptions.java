package io.reactivezmq.sockets.pattern;

import java.util.function.Consumer;

/**
 * What a SUB socket wants (libzmq's trie.cpp): topics with a count, because a topic subscribed twice has to be unsubscribed
 * twice. Changes are serialised by a lock; {@link #matches} is not, it runs for every message.
 */
public final class Subscriptions {

    private final TopicTrie<Integer> counts = new TopicTrie<>();

    /**
     * Counts one more subscription of this topic.
     *
     * @return false if that would be one of more different topics than this limit, and nothing has changed
     */
    public synchronized boolean add(byte[] topic, int limit) {
        if (counts.size() >= limit && counts.get(topic) == null) {
            return false;
        }
        counts.update(topic.clone(), count -> count == null ? 1 : count + 1);
        return true;
    }

    /**
     * Takes one subscription of this topic back.
     *
     * @return whether it was the last one; false also for a topic that was not subscribed
     */
    public synchronized boolean remove(byte[] topic) {
        Integer before = counts.update(topic, count -> count == null || count == 1 ? null : count - 1);
        return before != null && before == 1;
    }

    /** Whether a subscribed topic is a prefix of these bytes. */
    public boolean matches(byte[] firstFrame) {
        return counts.hasPrefixOf(firstFrame);
    }

    /** Whether exactly this topic is subscribed. */
    public boolean contains(byte[] topic) {
        return counts.get(topic) != null;
    }

    /** Every distinct topic, for a new peer. */
    public synchronized void forEachTopic(Consumer<byte[]> visitor) {
        counts.forEachTopic(visitor);
    }

    /** The number of distinct topics (ZMQ_TOPICS_COUNT). */
    public int size() {
        return counts.size();
    }
}
