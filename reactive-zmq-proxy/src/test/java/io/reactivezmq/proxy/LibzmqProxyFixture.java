package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import reactor.core.publisher.Mono;

/** Proxies between libzmq clients and libzmq workers, with a capture socket that gets everything and a pyzmq controller. */
abstract class LibzmqProxyFixture extends ProxyFixture {

    private static final int MESSAGES = Integer.getInteger("reactivezmq.interop.messages", 1_000_000);
    static final int CLIENTS = 4;
    static final int EACH = MESSAGES / CLIENTS;
    static final int TOTAL = EACH * CLIENTS;
    static final int WORKERS = 2;
    /** Of a message: the number of its peer and its own. */
    static final int PAYLOAD = 8;
    private static final Duration END = Duration.ofSeconds(60);
    /** So many looks at the numbers of a proxy that is paused. */
    private static final int LOOKS = 50;

    private final List<ProxyPeer> peers = new ArrayList<>();
    final RepSocket control = zmq.rep();
    final PushSocket capture = zmq.push();

    @AfterEach
    void endPeers() {
        peers.forEach(ProxyPeer::close);
    }

    final ProxyPeer peer(Object... roleAndArguments) {
        ProxyPeer peer = new ProxyPeer(roleAndArguments);
        peers.add(peer);
        return peer;
    }

    /** A run that has begun. */
    final Mono<Void> run(ZmqSocket frontend, ZmqSocket backend) {
        Mono<Void> run = SteerableProxy.builder(frontend, backend).control(control).capture(capture, CaptureMode.WAIT).build()
                .run().cache();
        running.add(run.subscribe());
        return run;
    }

    static long[] statistics(ProxyPeer controller) {
        return Arrays.stream(controller.tell("STATISTICS").split(" "))
                .mapToLong(word -> ByteBuffer.wrap(HexFormat.of().parseHex(word, 1, word.length()))
                        .order(ByteOrder.nativeOrder()).getLong()).toArray();
    }

    /** In the middle of the traffic: nothing passes between PAUSE and RESUME. */
    static void pauseForAWhile(ProxyPeer controller) {
        while (statistics(controller)[0] < TOTAL / 10) {
            Thread.onSpinWait();
        }
        assertThat(controller.tell("PAUSE")).isEqualTo("x");
        long[] paused = statistics(controller);
        for (int i = 0; i < LOOKS; i++) {
            assertThat(statistics(controller)).isEqualTo(paused);
        }
        assertThat(paused[0]).isLessThan(2L * TOTAL);
        assertThat(controller.tell("RESUME")).isEqualTo("x");
    }

    static void terminate(ProxyPeer controller, Mono<Void> run) {
        assertThat(controller.tell("TERMINATE")).isEqualTo("x");
        assertThat(run.blockOptional(END)).isEmpty();
    }
}
