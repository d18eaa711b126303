package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import io.reactivezmq.sockets.frames.FrameCodec;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** JSON frames with pyzmq at the other end. */
class LibzmqJsonIT {

    private static final FrameCodec<Reading> READINGS = FrameCodec.json(Reading.class);

    record Reading(String sensor, double value, long time, List<String> tags) {
    }

    @Test
    @DisplayName("pyzmq's recv_json reads what we write")
    void pyzmq_reads_our_json() {
        try (ZmqContext zmq = TestContexts.create(); LibzmqPeer peer = InteropPeers.libzmq()) {
            PushSocket push = zmq.push();
            push.connectNow(peer.bound(SocketType.PULL));
            push.send(READINGS.message(new Reading("Kühlraum", -1.5, 1L << 53, List.of("a", "\"")))).block(PATIENCE);

            assertThat(await(peer.receiveJson())).isEqualTo(
                    "{\"sensor\": \"K\\u00fchlraum\", \"tags\": [\"a\", \"\\\"\"], \"time\": 9007199254740992, \"value\": -1.5}");
        }
    }

    @Test
    @DisplayName("we read what pyzmq's send_json writes")
    void we_read_the_json_of_pyzmq() {
        try (ZmqContext zmq = TestContexts.create(); LibzmqPeer peer = InteropPeers.libzmq()) {
            PullSocket pull = zmq.pull();
            peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK));

            Reading reading = Mono.fromFuture(peer.sendJson(
                            "{\"sensor\": \"K\\u00fchlraum\", \"value\": 20, \"time\": 7, \"tags\": [], \"more\": null}"))
                    .then(pull.receive().map(READINGS::decode).next()).block(PATIENCE);

            assertThat(reading).isEqualTo(new Reading("Kühlraum", 20, 7, List.of()));
        }
    }
}
