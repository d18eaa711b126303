package io.reactivezmq.sockets.pattern;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node of a {@link TopicTrie}: the bytes that lead here, what is stored here, and the children by their first byte. */
final class Node<V> {

    private static final Node<?>[] NONE = {};

    final byte[] label;
    volatile @Nullable V value;
    /** Sorted by the first byte of the labels, unsigned; replaced as a whole, never written to. */
    volatile Node<V>[] children;

    @SuppressWarnings("unchecked")
    Node(byte[] label) {
        this.label = label;
        this.children = (Node<V>[]) NONE;
    }

    /** The child whose whole label continues the bytes at this offset. */
    @Nullable Node<V> childMatching(byte[] bytes, int offset) {
        Node<V>[] current = children;
        if (offset >= bytes.length || current.length == 0) {
            return null;
        }
        int index = indexOf(current, bytes[offset]);
        if (index < 0) {
            return null;
        }
        Node<V> child = current[index];
        int end = offset + child.label.length;
        boolean matches = end <= bytes.length
                && Arrays.equals(child.label, 0, child.label.length, bytes, offset, end);
        return matches ? child : null;
    }

    /** The index of the child that begins with this byte, or {@code -(insertion point) - 1}. */
    int indexOf(byte first) {
        return indexOf(children, first);
    }

    private static int indexOf(Node<?>[] nodes, byte first) {
        int low = 0;
        int high = nodes.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Byte.compareUnsigned(nodes[middle].label[0], first);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    void insert(int index, Node<V> child) {
        Node<V>[] current = children;
        Node<V>[] longer = Arrays.copyOf(current, current.length + 1);
        System.arraycopy(current, index, longer, index + 1, current.length - index);
        longer[index] = child;
        children = longer;
    }

    void delete(Node<V> child) {
        Node<V>[] current = children;
        int index = indexOf(current, child.label[0]);
        Node<V>[] shorter = Arrays.copyOf(current, current.length - 1);
        System.arraycopy(current, index + 1, shorter, index, shorter.length - index);
        children = shorter;
    }

    /** Replaces a child that only leads to one grandchild by one with both labels; a reader sees old or new. */
    void join(Node<V> child) {
        Node<V> grandchild = child.children[0];
        byte[] label = Arrays.copyOf(child.label, child.label.length + grandchild.label.length);
        System.arraycopy(grandchild.label, 0, label, child.label.length, grandchild.label.length);
        Node<V> joined = new Node<>(label);
        joined.value = grandchild.value;
        joined.children = grandchild.children;
        Node<V>[] replaced = children.clone();
        replaced[indexOf(label[0])] = joined;
        children = replaced;
    }

    /** Puts a node with the first bytes of the child's label between this node and the child; a reader sees old or new. */
    Node<V> split(int index, int length) {
        Node<V> child = children[index];
        Node<V> head = new Node<>(Arrays.copyOf(child.label, length));
        Node<V> tail = new Node<>(Arrays.copyOfRange(child.label, length, child.label.length));
        tail.value = child.value;
        tail.children = child.children;
        head.insert(0, tail);
        Node<V>[] replaced = children.clone();
        replaced[index] = head;
        children = replaced;
        return head;
    }
}
