package io.reactivezmq.perf.jmh;

import io.reactivezmq.codec.curve.crypto.SecretBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to seal one message, and to seal and open one, beside what BouncyCastle's engines take to seal it. Messages are numbered one
 * after the other, as those of a connection are; {@code alone} are the ones of many connections in turn, for which nothing is
 * computed ahead.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SecretBoxBenchmark {

    private static final byte[] PREFIX = "CurveZMQMESSAGEC".getBytes(StandardCharsets.US_ASCII);
    private static final int CONNECTIONS = 16;

    @Param({"64", "1024", "32768"})
    private int size;

    private final byte[] key = new byte[SecretBox.KEY_SIZE];
    private byte[] text;
    private byte[] box;
    private SecretBox sealing;
    private SecretBox opening;
    private SecretBox[] connections;
    private long counter;

    /** Numbers begin anew, so that sealing and opening stay in step. */
    @Setup(Level.Iteration)
    public void connect() {
        text = new byte[size];
        box = new byte[SecretBox.OVERHEAD + 1 + size];
        sealing = new SecretBox(key, PREFIX);
        opening = new SecretBox(key, PREFIX);
        connections = new SecretBox[CONNECTIONS];
        for (int i = 0; i < CONNECTIONS; i++) {
            connections[i] = new SecretBox(key, PREFIX);
        }
        counter = 0;
    }

    @Benchmark
    public byte[] seal() {
        sealing.seal(++counter, (byte) 0, text, 0, size, box, 0);
        return box;
    }

    @Benchmark
    public byte[] sealAlone() {
        long number = ++counter;
        connections[(int) number % CONNECTIONS].seal(number / CONNECTIONS, (byte) 0, text, 0, size, box, 0);
        return box;
    }

    @Benchmark
    public byte[] sealAndOpen() {
        sealing.seal(++counter, (byte) 0, text, 0, size, box, 0);
        if (opening.open(counter, box, 0, box, SecretBox.OVERHEAD + 1, size) != 0) {
            throw new IllegalStateException("what was sealed does not open");
        }
        return box;
    }

    /** New engines for each message, because their keys change with it. */
    @Benchmark
    public byte[] sealWithBouncyCastle() {
        byte[] nonce = ByteBuffer.allocate(24).put(PREFIX).putLong(++counter).array();
        XSalsa20Engine engine = new XSalsa20Engine();
        engine.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        byte[] authenticatorKey = new byte[32];
        engine.processBytes(authenticatorKey, 0, 32, authenticatorKey, 0);
        box[SecretBox.OVERHEAD] = 0;
        engine.processBytes(box, SecretBox.OVERHEAD, 1, box, SecretBox.OVERHEAD);
        engine.processBytes(text, 0, size, box, SecretBox.OVERHEAD + 1);
        Poly1305 authenticator = new Poly1305();
        authenticator.init(new KeyParameter(authenticatorKey));
        authenticator.update(box, SecretBox.OVERHEAD, size + 1);
        authenticator.doFinal(box, 0);
        return box;
    }
}
