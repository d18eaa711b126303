package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.curve.HandmadeCurve;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.event.AcceptFailed;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@DisplayName("G15. CURVE handshakes that nobody finishes")
class CurveFloodTest {

    private static final int ATTEMPTS = 1000;
    private static final int LIMIT = 200;
    private static final int WELCOME = 168;
    private static final int COMMAND = 0x04;
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final CurveKeyPair BYSTANDER = CurveKeyPair.generate();

    private final FloodedServer server = new FloodedServer();
    private final HandmadeCurve mallory =
            new HandmadeCurve(BYSTANDER.secretKeyBytes(), SERVER.publicKey().bytes());

    /** A REP socket with CURVE that answers with the same, and counts whom it judges; the bystander is a REQ socket. */
    private static final class FloodedServer extends UnderAttack {

        private final AtomicInteger judged = new AtomicInteger();
        private final Authenticator list = Authenticator.curve(List.of(BYSTANDER.publicKey()));
        private final RepSocket rep = zmq.rep(options(changes -> changes
                // no deadline helps: whoever is pending stays so
                .handshakeTimeout(Duration.ofMinutes(10))
                .limits(limits -> limits.maxPendingHandshakes(LIMIT))
                .security(security -> security.mechanism(Security.curveServer(SERVER)).authenticator(request -> {
                    judged.incrementAndGet();
                    return list.authenticate(request);
                }))));
        private final ReqSocket bystander = zmq.req(
                options(changes -> changes.security(Security.curve(SERVER.publicKey(), BYSTANDER))));
        private int asked;

        FloodedServer() {
            listens(rep);
            rep.reply(Mono::just).subscribe();
            bystander.connectNow(endpoint());
            assertBystanderIsServed();
        }

        @Override
        void assertBystanderIsServed() {
            assertEchoed(bystander, "healthy " + ++asked);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** As far as WELCOME: the server has worked for this one, who goes no further. */
    private RawPeer welcomed(byte[] opening) {
        RawPeer attacker = server.attacker().send(opening);
        attacker.read(64);
        byte[] welcome = attacker.read(2 + WELCOME);
        assertThat(welcome).startsWith(COMMAND, WELCOME);
        return attacker;
    }

    @Test
    @DisplayName("G15: 1 000 half-finished CURVE handshakes, one after the other -> no more than the pending cap cost any cryptography, "
            + "and an established peer is answered after each")
    void half_finished_handshakes_keep_nobody_from_being_served() {
        // one HELLO, made once, is what the attack costs its author
        byte[] opening = Hex.join(greeting(1, "CURVE"), frame(COMMAND, mallory.hello(1)));
        List<RawPeer> pending = new ArrayList<>();
        while (pending.size() < LIMIT) {
            pending.add(welcomed(opening));
            server.assertBystanderIsServed();
        }
        for (int i = LIMIT; i < ATTEMPTS; i++) {
            RawPeer tooMany = RawPeer.connectTo(server.endpoint()).sendAsLongAsItIsTaken(opening);
            assertThat(tooMany.expectClosed()).as("not a byte, and so no cryptography, for number %d", i + 1).isEmpty();
            tooMany.close();
            server.assertBystanderIsServed();
        }

        assertThat(server.events().await(AcceptFailed.class, any -> true, ATTEMPTS - LIMIT))
                .hasSize(ATTEMPTS - LIMIT)
                .allSatisfy(refused -> assertThat(refused.cause()).hasMessageContaining("maxPendingHandshakes"));
        assertThat(server.events().all(Accepted.class, any -> true)).as("the bystander and whoever was below the limit")
                .hasSize(1 + LIMIT);
        assertThat(server.judged).as("nobody is asked about peers that have not proven a key").hasValue(1);
        assertThat(server.rep.statistics().peers()).as("peers that take part").isEqualTo(1);
    }

    @Test
    @DisplayName("G15: when the attackers leave, their places are free, and an honest client comes in")
    void places_become_free() {
        byte[] opening = Hex.join(greeting(1, "CURVE"), frame(COMMAND, mallory.hello(1)));
        for (int i = 0; i < LIMIT; i++) {
            welcomed(opening);
        }
        server.sendAttackersAway();
        server.events().await(HandshakeFailed.class, any -> true, LIMIT);

        RawPeer honest = server.attacker().send(opening);
        honest.read(64);
        mallory.welcomed(Arrays.copyOfRange(honest.read(2 + WELCOME), 2, 2 + WELCOME));
        honest.send(frame(COMMAND, mallory.initiate(2, property("Socket-Type", "REQ"))));
        server.events().established(honest.address());
        server.assertBystanderIsServed();
        assertThat(server.judged).hasValue(2);
    }
}
