package io.reactivezmq.codec.curve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.curve.crypto.RandomSource;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.ZapReply;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/** Client and server of a CURVE connection in a test, with keys and random numbers that are the same each time. */
final class CurveSides {

    static final CurveKeyPair SERVER = CurveKeyPair.of(
            "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6");
    static final CurveKeyPair CLIENT = CurveKeyPair.of(
            "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID", "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs");
    static final Metadata OF_CLIENT = Metadata.empty().with("Socket-Type", Hex.bytes("'PUSH'"));
    static final Metadata OF_SERVER = Metadata.empty().with("Socket-Type", Hex.bytes("'PULL'")).with("X-a", Hex.bytes("01"));
    static final int MAX_PROPERTIES = 8;

    long nanoTime;
    final CurveCookies cookies = new CurveCookies(counting(0x40), () -> nanoTime, Duration.ofSeconds(60));

    CurveClientMechanism client() {
        return new CurveClientMechanism(SERVER.publicKey(), CLIENT, OF_CLIENT, MAX_PROPERTIES, counting(0xC0));
    }

    CurveServerMechanism server() {
        return new CurveServerMechanism(SERVER, cookies, OF_SERVER, MAX_PROPERTIES, counting(0x50));
    }

    /** The first array is filled with this byte, the second with the next one. */
    static RandomSource counting(int first) {
        int[] next = {first};
        return bytes -> Arrays.fill(bytes, (byte) next[0]++);
    }

    /** The body of the only command that this mechanism begins with. */
    static byte[] start(Mechanism mechanism) {
        ByteBuf out = Unpooled.buffer();
        mechanism.start(out);
        return body(Hex.take(out));
    }

    /** The body of the command that this one is answered with; empty if there is no answer. Every client is let in. */
    static byte[] answer(Mechanism mechanism, byte[] command) {
        ByteBuf out = Unpooled.buffer();
        mechanism.receive(command.clone(), out);
        if (mechanism.credentials() != null) {
            mechanism.judged(ZapReply.accept(""), out);
        }
        return body(Hex.take(out));
    }

    /** A server that has received this command, and has not been told what becomes of the client. */
    static void tell(CurveServerMechanism server, byte[] command) {
        ByteBuf out = Unpooled.buffer();
        server.receive(command.clone(), out);
        if (out.isReadable()) {
            throw new AssertionError("READY does not wait: " + Hex.of(Hex.take(out)));
        }
    }

    /** The body of a command's frame, which fills the array. */
    static byte[] body(byte[] frame) {
        if (frame.length == 0) {
            return frame;
        }
        boolean large = frame[0] == 0x06;
        int size = large ? Math.toIntExact(ByteBuffer.wrap(frame).getLong(1)) : frame[1] & 0xFF;
        int header = large ? 9 : 2;
        if (!large && frame[0] != 0x04 || frame.length != header + size) {
            throw new AssertionError("no command frame: " + Hex.of(frame));
        }
        return Arrays.copyOfRange(frame, header, frame.length);
    }
}
