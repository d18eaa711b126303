package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.PubSubOptions;
import io.reactivezmq.sockets.ObjectCensus;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

@DisplayName("E, F. An XPUB whose application does not read what its subscribers say")
class XPubFaultsTest {

    /** How much of what its peers ask the application is told. */
    enum Told {
        STATE(options -> { }), VERBOSE(options -> options.verbose(true)), VERBOSER(options -> options.verboser(true)),
        MANUAL(options -> options.manual(true));

        private final Consumer<PubSubOptions.Builder> options;

        Told(Consumer<PubSubOptions.Builder> options) {
            this.options = options;
        }
    }

    private final ZmqContext zmq = TestContexts.create();
    private final BlockingQueue<String> healthy = new LinkedBlockingQueue<>();
    private XPubSocket xpub = zmq.xpub();

    @AfterEach
    void close() {
        assertBystanderIsServed();
        zmq.close();
    }

    private Endpoint open(Told told) {
        xpub = zmq.xpub(options -> options.pubSub(told.options));
        if (told == Told.MANUAL) {
            xpub.subscriptions().subscribe(event -> xpub.admit(event, event.topic()));
        }
        Endpoint endpoint = xpub.bindNow("tcp://127.0.0.1:*");
        SubSocket bystander = zmq.sub();
        bystander.subscribe("healthy");
        bystander.connectNow(endpoint);
        bystander.receive().subscribe(message -> healthy.add(message.frameAsString(0)));
        assertBystanderIsServed();
        return endpoint;
    }

    private void assertBystanderIsServed() {
        healthy.clear();
        UnderAttack.awaitSubscription(() -> xpub.trySend(ZmqMessage.of("healthy")), healthy);
    }

    private static void eventually(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(5)).onBackpressureDrop().filter(tick -> condition.getAsBoolean())
                .blockFirst(EventLog.DEADLINE);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E7: peers subscribe, cancel and leave while nobody reads -> nothing is kept of them")
    void whatCameAndWentUnreadIsForgotten(Told told) {
        Endpoint endpoint = open(told);
        Map<String, Integer> before = ObjectCensus.of(zmq);
        for (int i = 0; i < 50; i++) {
            try (RawPeer peer = RawPeer.connectTo(endpoint).handshake("SUB")) {
                for (int k = 0; k < 20; k++) {
                    peer.send(command("SUBSCRIBE", ("topic " + i + " " + k).getBytes(UTF_8)));
                }
                peer.send(command("CANCEL", ("topic " + i + " 0").getBytes(UTF_8)));
            }
        }
        eventually(() -> xpub.statistics().peers() == 1 && ObjectCensus.of(zmq).equals(before));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E2: cancels of topics that nobody has, without end -> dropped and counted")
    void aFloodOfCancelsIsBounded(Told told) {
        Endpoint endpoint = open(told);
        try (RawPeer peer = RawPeer.connectTo(endpoint).handshake("SUB")) {
            for (int i = 0; i < 5_000; i++) {
                peer.send(command("CANCEL", ("topic " + i).getBytes(UTF_8)));
            }
            eventually(() -> xpub.statistics().dropped(DropReason.UNEXPECTED_MESSAGE) >= 4_000);
        }
    }

    @Test
    @DisplayName("E6, F6: an XSUB floods an XPUB with messages -> held back at the receive high-water mark, others are served")
    void aFlooderIsHeldBack() throws Exception {
        Endpoint endpoint = open(Told.STATE);
        byte[] flood = message(Hex.join(Hex.bytes("'x'"), new byte[10_000]));
        try (RawPeer peer = RawPeer.connectTo(endpoint).handshake("XSUB")) {
            Thread flooder = new Thread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    peer.sendAsLongAsItIsTaken(flood);
                }
            });
            flooder.start();
            int mark = xpub.options().queues().receiveHighWaterMark();
            eventually(() -> xpub.statistics().messagesReceived() >= mark);
            assertBystanderIsServed();
            assertThat(xpub.statistics().messagesReceived()).isLessThan(2L * mark);
            peer.reset();
            flooder.join(EventLog.DEADLINE.toMillis());
        }
    }
}
