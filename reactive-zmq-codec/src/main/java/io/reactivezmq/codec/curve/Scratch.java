package io.reactivezmq.codec.curve;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * Room for one MESSAGE on its way between a buffer and an array, one for each event loop: an idle connection holds none. Whoever
 * takes it is done with it before he returns. A larger message gets an array of its own.
 */
final class Scratch {

    /** The largest payload that costs no array of its own; and a header and the overhead. */
    private static final int SIZE = 64 * 1024 + 64;

    private static final FastThreadLocal<byte[]> SHARED = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[SIZE];
        }
    };

    private Scratch() {
    }

    static byte[] of(int size) {
        return size <= SIZE ? SHARED.get() : new byte[size];
    }
}
