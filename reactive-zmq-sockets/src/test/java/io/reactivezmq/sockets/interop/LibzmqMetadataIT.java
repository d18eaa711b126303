package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Properties of messages with libzmq at the other end (libzmq's test_metadata.cpp and test_app_meta.cpp). */
class LibzmqMetadataIT {

    @Test
    @DisplayName("zmq_msg_gets sees our X- properties, our socket type, our routing id and our address")
    void libzmq_sees_what_we_say() {
        try (ZmqContext zmq = TestContexts.create(); LibzmqPeer peer = InteropPeers.libzmq()) {
            Endpoint endpoint = peer.bound(SocketType.ROUTER);
            DealerSocket dealer = zmq.dealer(options -> options.routingId("me").protocol(protocol -> protocol
                    .metadata("X-hello", "w\u00f6rld").metadata("X-empty", "")));
            dealer.connectNow(endpoint);
            dealer.send(ZmqMessage.of("one")).block(PATIENCE);

            assertThat(await(peer.receiveProperties("Socket-Type", "Identity", "Peer-Address", "X-hello", "X-empty", "User-Id")))
                    .containsExactly("DEALER", "me", "127.0.0.1", "w\u00f6rld", "", null);
        }
    }

    @Test
    @DisplayName("of a libzmq peer we know the socket type, the address, and nothing that it did not say")
    void we_see_what_libzmq_says() {
        try (ZmqContext zmq = TestContexts.create(); LibzmqPeer peer = InteropPeers.libzmq()) {
            PullSocket pull = zmq.pull();
            peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK));
            ZmqMessage message = Mono.fromFuture(peer.send(new byte[] {1})).then(pull.receive().next()).block(PATIENCE);

            MessageMetadata metadata = Objects.requireNonNull(message).metadata();
            assertThat(metadata.names()).containsExactly("Peer-Address", "Socket-Type");
            assertThat(metadata.socketType()).contains("PUSH");
            assertThat(metadata.peerAddress()).contains("127.0.0.1");
        }
    }
}
