package io.reactivezmq.sockets.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Maps topic prefixes to values, and finds the values of all prefixes of a message's first bytes (RFC 29: prefix matching).
 * A compressed trie: a node carries the bytes that lead to it, so its depth is bounded by the number of topics that
 * share a path, and every walk is a loop: a topic of any length costs no stack.
 *
 * <pre>
 *   "sensor.a", "sensor.b", "sen"      ""  -> "sen" (value) -> "sor." -> "a" (value)
 *                                                                     -> "b" (value)
 * </pre>
 *
 * <p>One thread at a time may change the trie; any number may read it meanwhile without locks. A change is published by one
 * volatile write: a node's bytes never change, its children are an array that is replaced.
 *
 * @param <V> an immutable value
 */
public final class TopicTrie<V> {

    private final Node<V> root = new Node<>(new byte[0]);
    private volatile int size;

    /** The number of topics that have a value. */
    public int size() {
        return size;
    }

    /** Calls the visitor with the value of every topic that is a prefix of these bytes, the shortest first. */
    public void forEachPrefixOf(byte[] bytes, Consumer<? super V> visitor) {
        Node<V> node = root;
        int matched = 0;
        while (node != null) {
            V value = node.value;
            if (value != null) {
                visitor.accept(value);
            }
            node = node.childMatching(bytes, matched);
            if (node != null) {
                matched += node.label.length;
            }
        }
    }

    /** Whether any topic is a prefix of these bytes. */
    public boolean hasPrefixOf(byte[] bytes) {
        Node<V> node = root;
        int matched = 0;
        while (node != null) {
            if (node.value != null) {
                return true;
            }
            node = node.childMatching(bytes, matched);
            if (node != null) {
                matched += node.label.length;
            }
        }
        return false;
    }

    /** The value of exactly this topic. */
    public @Nullable V get(byte[] topic) {
        Node<V> node = root;
        int matched = 0;
        while (node != null && matched < topic.length) {
            node = node.childMatching(topic, matched);
            if (node != null) {
                matched += node.label.length;
            }
        }
        return node == null ? null : node.value;
    }

    /**
     * Replaces the value of a topic by what the function makes of it; null stands for no value, before and after.
     *
     * @return the value before
     */
    public @Nullable V update(byte[] topic, UnaryOperator<@Nullable V> change) {
        V before = get(topic);
        V after = change.apply(before);
        if (after != null) {
            nodeFor(topic).value = after;
            size = before == null ? size + 1 : size;
        } else if (before != null) {
            size = size - 1;
            remove(topic);
        }
        return before;
    }

    /** Calls the visitor with every topic, in no particular order; changes made meanwhile may or may not be seen. */
    public void forEachTopic(Consumer<byte[]> visitor) {
        ArrayDeque<Path<V>> open = new ArrayDeque<>();
        open.push(new Path<>(root, root.label));
        while (!open.isEmpty()) {
            Path<V> path = open.pop();
            if (path.node.value != null) {
                visitor.accept(path.topic);
            }
            for (Node<V> child : path.node.children) {
                open.push(new Path<>(child, concat(path.topic, child.label)));
            }
        }
    }

    /** The number of nodes, for tests: what memory and the longest walk depend on. */
    int nodes() {
        int nodes = 0;
        ArrayDeque<Node<V>> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            nodes++;
            for (Node<V> child : open.pop().children) {
                open.push(child);
            }
        }
        return nodes;
    }

    private Node<V> nodeFor(byte[] topic) {
        Node<V> node = root;
        int matched = 0;
        while (matched < topic.length) {
            int index = node.indexOf(topic[matched]);
            if (index < 0) {
                Node<V> leaf = new Node<>(Arrays.copyOfRange(topic, matched, topic.length));
                node.insert(-index - 1, leaf);
                return leaf;
            }
            Node<V> child = node.children[index];
            int common = Arrays.mismatch(child.label, 0, child.label.length, topic, matched, topic.length);
            if (common < 0 || common == child.label.length) {
                matched += child.label.length;
                node = child;
            } else {
                matched += common;
                node = node.split(index, common);
            }
        }
        return node;
    }

    private void remove(byte[] topic) {
        ArrayList<Node<V>> path = new ArrayList<>();
        Node<V> node = root;
        int matched = 0;
        while (node != null && matched < topic.length) {
            path.add(node);
            node = node.childMatching(topic, matched);
            matched += node == null ? 0 : node.label.length;
        }
        if (node == null) {
            return;
        }
        node.value = null;
        int parent = path.size() - 1;
        while (parent >= 0 && node.value == null && node.children.length == 0) {
            path.get(parent).delete(node);
            node = path.get(parent--);
        }
        if (parent >= 0 && node.value == null && node.children.length == 1) {
            path.get(parent).join(node); // else topics that come and go would leave long chains behind
        }
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    private record Path<V>(Node<V> node, byte[] topic) {
    }
}
