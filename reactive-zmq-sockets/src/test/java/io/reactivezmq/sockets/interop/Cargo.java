package io.reactivezmq.sockets.interop;

import io.reactivezmq.core.message.ZmqMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import reactor.core.publisher.Flux;

/**
 * What the interop tests send: message number n is a pure function of n, in 1 to 5 frames of 0 bytes to 1 MiB. Every
 * receiver makes the message that it expects itself and compares all bytes, so a loss, a swap and a wrong byte show at
 * once, with their number. {@code cargo.py} makes the same ones.
 */
final class Cargo {

    private static final int SHAPES = 1 << 14;
    private static final int OFFSETS = 1 << 16;
    private static final int LARGEST = 1 << 20;
    /** Odd, so that 65536 messages in a row begin at different offsets. */
    private static final long STRIDE = 40503;

    private static final byte[] DATA = new byte[OFFSETS + LARGEST];
    private static final int[][] SIZES = new int[SHAPES][];

    static {
        Numbers numbers = new Numbers();
        ByteBuffer data = ByteBuffer.wrap(DATA);
        while (data.hasRemaining()) {
            data.putInt((int) numbers.next());
        }
        for (int i = 0; i < SHAPES; i++) {
            long kind = numbers.next() % 1000;
            int limit = numbers.next() % 512 == 0 ? 65537 : 201;
            SIZES[i] = new int[kind < 800 ? 1 : (int) (2 + kind % 4)];
            Arrays.setAll(SIZES[i], frame -> (int) (numbers.next() % limit));
        }
        int[][] edges = {{0}, {254}, {255}, {256}, {0, 0, 0}, {65535}, {65536}, {8192, 0}, {0, 8193}};
        System.arraycopy(edges, 0, SIZES, 0, edges.length);
        SIZES[5000] = new int[] {LARGEST};
        SIZES[9000] = new int[] {0, 300_000, 1, 200_000, 400_000};
    }

    private Cargo() {
    }

    static byte[][] frames(int number) {
        int[] sizes = SIZES[number % SHAPES];
        byte[][] frames = new byte[sizes.length][];
        int offset = offset(number);
        for (int i = 0; i < sizes.length; i++) {
            frames[i] = Arrays.copyOfRange(DATA, offset, offset + sizes[i]);
            offset += sizes[i];
        }
        return frames;
    }

    static Flux<ZmqMessage> messages(int first, int count) {
        return Flux.range(first, count).map(number -> ZmqMessage.wrap(frames(number)));
    }

    /** Fails unless the frames are those of this message. */
    static void requireEqual(int number, byte[]... frames) {
        requireEqual(number, ZmqMessage.wrap(frames));
    }

    /** Fails unless this is the message with this number. */
    static void requireEqual(int number, ZmqMessage message) {
        if (!isEqual(number, message)) {
            Assertions.fail("message %d should have frames of %s bytes and is %s",
                    number, Arrays.toString(SIZES[number % SHAPES]), message);
        }
    }

    private static boolean isEqual(int number, ZmqMessage message) {
        int[] sizes = SIZES[number % SHAPES];
        int offset = offset(number);
        boolean equal = message.frameCount() == sizes.length;
        for (int i = 0; equal && i < sizes.length; i++) {
            equal = message.frameAsBuffer(i).equals(ByteBuffer.wrap(DATA, offset, sizes[i]));
            offset += sizes[i];
        }
        return equal;
    }

    /** Checks messages that arrive one after the other, beginning with this number. */
    static Consumer<ZmqMessage> inOrderFrom(int first) {
        return new Consumer<>() {

            private int next = first;

            @Override
            public void accept(ZmqMessage message) {
                requireEqual(next++, message);
            }
        };
    }

    /** As {@link #inOrderFrom}, where some of the messages before this one may be missing. */
    static Consumer<ZmqMessage> inOrderWithGapsBefore(int end) {
        return new Consumer<>() {

            private int next;

            @Override
            public void accept(ZmqMessage message) {
                while (next < end && !isEqual(next, message)) {
                    next++;
                }
                Assertions.assertThat(next++).as("the number of %s", message).isLessThan(end);
            }
        };
    }

    private static int offset(int number) {
        return (int) (number * STRIDE % OFFSETS);
    }

    /** Knuth's MMIX generator, upper 32 bits. */
    private static final class Numbers {

        private long state;

        long next() {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return state >>> 32;
        }
    }
}
