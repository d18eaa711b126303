package io.reactivezmq.codec.curve;

import io.reactivezmq.codec.curve.crypto.RandomSource;
import io.reactivezmq.codec.curve.crypto.SecretBox;
import io.reactivezmq.codec.curve.crypto.TransientKeys;
import java.util.Arrays;

/**
 * Does what the first connection of a process would otherwise do on its event loop: load classes, and seal and open so much that the
 * compiler has seen the loops. A few tens of milliseconds.
 */
public final class CurveWarmUp {

    private static final int MESSAGE = 64 * 1024;
    private static final int MESSAGES = 4;

    private CurveWarmUp() {
    }

    /** To be called once for each process, where it may take time. */
    public static void run(RandomSource random) {
        TransientKeys.generate(random).destroy();
        byte[] key = new byte[SecretBox.KEY_SIZE];
        byte[] prefix = CurveNonce.MESSAGE_OF_CLIENT.prefix();
        CurveTraffic toItself = new CurveTraffic(new SecretBox(key, prefix), 0, new SecretBox(key, prefix), 0);
        byte[] text = new byte[MESSAGE];
        byte[] sealed = new byte[CurveTraffic.OVERHEAD + MESSAGE];
        for (int i = 0; i < MESSAGES; i++) {
            toItself.seal(0, text, 0, MESSAGE, sealed, 0);
            toItself.open(Arrays.copyOf(sealed, CurveTraffic.OVERHEAD),
                    Arrays.copyOfRange(sealed, CurveTraffic.OVERHEAD, sealed.length));
        }
        toItself.destroy();
    }
}
