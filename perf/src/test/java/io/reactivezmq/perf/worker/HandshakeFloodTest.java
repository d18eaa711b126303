package io.reactivezmq.perf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class HandshakeFloodTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Test
    void theRecordedOpeningIsAGreetingAndAHello() throws Exception {
        try (ZmqContext zmq = ZmqContext.builder().build()) {
            byte[] opening = HandshakeOpening.recorded(zmq);

            assertThat(opening).hasSize(64 + 2 + 200).startsWith(0xff);
            assertThat(new String(opening, StandardCharsets.ISO_8859_1)).contains("CURVE", "\4\u00c8\5HELLO");
        }
    }

    @Test
    void aServerOfCurveAnswersTheFloodAndStillServesItsClient() throws Exception {
        try (ZmqContext zmq = ZmqContext.builder().build()) {
            RepSocket rep = zmq.rep(CurveSetup.ourServer());
            rep.reply(Mono::just).subscribe();
            URI server = URI.create(rep.bindNow("tcp://127.0.0.1:*").toString());
            ReqSocket req = zmq.req(CurveSetup.ourClient());
            req.connectNow(server.toString());
            try (HandshakeFlood flood = HandshakeFlood.start(new InetSocketAddress(server.getHost(), server.getPort()),
                    HandshakeOpening.recorded(zmq), 1000, Duration.ZERO)) {
                flood.awaitWelcome(DEADLINE);

                assertThat(req.request(ZmqMessage.of("question")).block(DEADLINE)).isEqualTo(ZmqMessage.of("question"));
                assertThat(flood.rates()).containsOnlyKeys("attempted", "welcomed")
                        .allSatisfy((name, rate) -> assertThat(rate).as(name).isPositive());
                assertThat(rep.statistics().peers()).as("peers that take part").isOne();
            }
        }
    }

    @Test
    void anAttackThatNobodyAnswersIsNone() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
                HandshakeFlood flood = flood(silent, 100)) {
            silent.accept().close();

            assertThatThrownBy(() -> flood.awaitWelcome(Duration.ofMillis(1)))
                    .hasMessageContaining("attempts was answered with a WELCOME").hasMessageContaining("no attack");
        }
    }

    @Test
    void theAttackerLetsGoOfItsOldestConnectionWhenItHasTooMany() throws Exception {
        List<Socket> accepted = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
                HandshakeFlood flood = flood(silent, 5000)) {
            while (accepted.size() <= HandshakeFlood.MAX_OPEN) {
                accepted.add(silent.accept());
            }
            Socket oldest = accepted.get(0);
            oldest.setSoTimeout((int) DEADLINE.toMillis());
            InputStream said = oldest.getInputStream();

            assertThatThrownBy(said::readAllBytes).isInstanceOf(SocketException.class).hasMessageContaining("reset");
            assertThat(flood.rates()).containsEntry("welcomed", 0.0);
        } finally {
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    private static HandshakeFlood flood(ServerSocket server, int perSecond) throws Exception {
        return HandshakeFlood.start((InetSocketAddress) server.getLocalSocketAddress(), new byte[266], perSecond, Duration.ZERO);
    }
}
