package io.reactivezmq.perf.worker;

import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a client of CURVE says before the server has to work for it, greeting and HELLO, and how the server answers. Neither
 * depends on the connection: an attacker needs to make a HELLO but once.
 */
final class HandshakeOpening {

    /** The bytes of a server's answer, its greeting and WELCOME. */
    static final int ANSWER = 64 + 2 + 168;

    private static final int GREETING = 64;
    private static final int MECHANISM_AT = 12;
    private static final int AS_SERVER_AT = 32;
    /** A short command of a WELCOME's size, and the length of its name and the name. */
    private static final byte[] WELCOME = command(168, "WELCOME");
    private static final byte[] HELLO = command(200, "HELLO");
    private static final int LIMIT_MILLIS = 10_000;

    private HandshakeOpening() {
    }

    /** Has one of our clients with {@link CurveSetup#CLIENT}'s keys connect to a server that is none, and takes what it says. */
    static byte[] recorded(ZmqContext zmq) throws IOException {
        ReqSocket req = zmq.req(CurveSetup.ourClient());
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(LIMIT_MILLIS);
            req.connectNow("tcp://127.0.0.1:" + server.getLocalPort());
            try (Socket client = server.accept()) {
                client.setSoTimeout(LIMIT_MILLIS);
                client.getOutputStream().write(greeting());
                return read(client.getInputStream());
            }
        } finally {
            req.dispose();
        }
    }

    private static byte[] read(InputStream client) throws IOException {
        byte[] opening = client.readNBytes(GREETING + 2 + 200);
        if (!contains(opening, HELLO)) {
            throw new IllegalStateException("a client of CURVE did not say HELLO, but " + Arrays.toString(opening));
        }
        return opening;
    }

    /** Whether these {@link #ANSWER} bytes are a greeting and a WELCOME. */
    static boolean isWelcome(byte[] answer) {
        return contains(answer, WELCOME);
    }

    private static boolean contains(byte[] said, byte[] command) {
        return said.length >= GREETING + command.length
                && Arrays.equals(said, GREETING, GREETING + command.length, command, 0, command.length);
    }

    /** ZMTP 3.0, CURVE, as a server. */
    private static byte[] greeting() {
        ByteBuffer greeting = ByteBuffer.allocate(GREETING);
        greeting.put(0, (byte) 0xff).put(9, (byte) 0x7f).put(10, (byte) 3);
        greeting.put(MECHANISM_AT, "CURVE".getBytes(StandardCharsets.US_ASCII)).put(AS_SERVER_AT, (byte) 1);
        return greeting.array();
    }

    private static byte[] command(int size, String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(3 + ascii.length).put((byte) 4).put((byte) size).put((byte) ascii.length).put(ascii).array();
    }
}
