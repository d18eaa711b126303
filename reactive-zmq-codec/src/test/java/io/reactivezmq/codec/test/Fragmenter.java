package io.reactivezmq.codec.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Every way in which TCP may cut an input, as far as that is feasible: all splits of a short one; of a longer one all
 * splits at one and at two places and the one into single bytes; of a very long one the same without two places.
 */
public final class Fragmenter {

    private static final int SHORT = 12;
    private static final int LONG = 256;

    private Fragmenter() {
    }

    /** Calls the test with each list of fragments; the first has the input in one piece. */
    public static void forEachSplit(byte[] input, Consumer<List<byte[]>> test) {
        test.accept(List.of(input));
        if (input.length <= SHORT) {
            everySplit(input, test);
            return;
        }
        test.accept(singleBytes(input));
        for (int first = 1; first < input.length; first++) {
            test.accept(cut(input, first));
            for (int second = first + 1; second < input.length && input.length <= LONG; second++) {
                test.accept(cut(input, first, second));
            }
        }
    }

    private static void everySplit(byte[] input, Consumer<List<byte[]>> test) {
        // bit i of the number says whether there is a cut behind byte i
        for (int cuts = 1; cuts < 1 << Math.max(0, input.length - 1); cuts++) {
            int[] places = new int[Integer.bitCount(cuts)];
            int bits = cuts;
            for (int i = 0; i < places.length; i++) {
                places[i] = Integer.numberOfTrailingZeros(bits) + 1;
                bits &= bits - 1;
            }
            test.accept(cut(input, places));
        }
    }

    /** One fragment a byte. */
    public static List<byte[]> singleBytes(byte[] input) {
        List<byte[]> fragments = new ArrayList<>();
        for (byte octet : input) {
            fragments.add(new byte[] {octet});
        }
        return fragments;
    }

    /** The fragments between ascending offsets. */
    public static List<byte[]> cut(byte[] input, int... offsets) {
        List<byte[]> fragments = new ArrayList<>();
        int start = 0;
        for (int offset : offsets) {
            fragments.add(Arrays.copyOfRange(input, start, offset));
            start = offset;
        }
        fragments.add(Arrays.copyOfRange(input, start, input.length));
        return fragments;
    }
}
