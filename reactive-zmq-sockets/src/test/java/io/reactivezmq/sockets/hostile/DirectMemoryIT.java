package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DirectMemoryIT {

    private static final int ATTACKERS = 250;
    /** More than the event loops of the victim: each of them gets some. */
    private static final int NEWCOMERS = 8;
    private static final int ATTEMPTS = 10;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    @Test
    @DisplayName("H14: direct-memory exhaustion -> that connection fails, process lives")
    void memoryThatRunsOutEndsConnectionsAndNoEventLoop() {
        byte[] messages = Hex.join(Collections.nCopies(4_000, message(new byte[100])).toArray(byte[][]::new));
        byte[] flood = Hex.join(greeting(1, "NULL"), ready("PUSH"), messages);
        List<RawPeer> attackers = new ArrayList<>();
        List<String> limited = List.of("-Dio.netty.maxDirectMemory=" + (16 << 20));
        try (JavaProcess victim =
                        new JavaProcess(List.of(), limited, DirectMemoryVictim.class, Integer.toString(ATTACKERS));
                ZmqContext zmq = TestContexts.create()) {
            Endpoint healthy = Endpoint.parse(victim.await("healthy"));
            Endpoint unread = Endpoint.parse(victim.await("unread"));
            PushSocket bystander = zmq.push();
            bystander.connectNow(healthy);
            assertServed(bystander, "before", victim);

            victim.tell("fill");
            victim.await("filled");
            for (int i = 0; i < ATTACKERS; i++) {
                RawPeer attacker = RawPeer.connectTo(unread);
                attackers.add(attacker);
                Thread flooding = new Thread(() -> attacker.sendAsLongAsItIsTaken(flood));
                flooding.setDaemon(true);
                flooding.start();
            }
            victim.await("exhausted");
            attackers.forEach(RawPeer::close);
            victim.tell("free");
            victim.await("gone");

            assertServed(bystander, "after", victim);
            for (int i = 0; i < NEWCOMERS; i++) {
                PushSocket newcomer = zmq.push();
                newcomer.connectNow(healthy);
                assertServed(newcomer, "newcomer-" + i, victim);
            }
        } finally {
            attackers.forEach(RawPeer::close);
        }
    }

    /** Sends again what was lost with a connection: any may be the one that finds no memory, and is then made anew. */
    private static void assertServed(PushSocket peer, String text, JavaProcess victim) {
        for (int i = 0; i < ATTEMPTS; i++) {
            peer.send(ZmqMessage.of(text)).block(EventLog.DEADLINE);
            if (victim.find("got " + text, PATIENCE_NANOS) != null) {
                return;
            }
        }
        throw new AssertionError(text + " was not served:\n" + victim.output());
    }
}
