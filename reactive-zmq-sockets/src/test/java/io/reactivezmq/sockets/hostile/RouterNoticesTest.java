package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("test_router_notify.cpp: ZMQ_ROUTER_NOTIFY tells of peers, and of nothing else")
class RouterNoticesTest {

    private final ZmqContext zmq = TestContexts.create();
    private final RouterSocket router = zmq.router(options -> options
            .routing(routing -> routing.notifyConnect(true).notifyDisconnect(true)));
    private final EventLog events = new EventLog(router);
    private final Endpoint endpoint = router.bindNow("tcp://127.0.0.1:*");

    @AfterEach
    void close() {
        zmq.close();
    }

    private static byte[] readyAs(String identity) {
        return ready(property("Socket-Type", "DEALER"), property("Identity", identity));
    }

    private List<ZmqMessage> received(int count) {
        return router.receive().take(count).collectList().block(EventLog.DEADLINE);
    }

    @Test
    @DisplayName("a peer whose handshake failed neither came nor went")
    void whoWasNeverThereIsNotTold() {
        try (RawPeer wrong = RawPeer.connectTo(endpoint); RawPeer right = RawPeer.connectTo(endpoint)) {
            wrong.greet().send(ready(property("Socket-Type", "PUB"), property("Identity", "wrong")));
            events.handshakeFailed(wrong.address(), Violation.SOCKET_TYPE_MISMATCH);
            right.greet().send(readyAs("right"));

            assertThat(received(1)).containsExactly(ZmqMessage.of("right", ""));
        }
    }

    @Test
    @DisplayName("a message of which only a part came is not there before the notice of the end")
    void halfAMessageIsNotToldBeforeTheEnd() {
        try (RawPeer peer = RawPeer.connectTo(endpoint)) {
            peer.greet().send(Hex.join(readyAs("peer"), message(Hex.bytes("'whole'")), frame(0x01, Hex.bytes("'half'"))));
            assertThat(received(2)).containsExactly(ZmqMessage.of("peer", ""), ZmqMessage.of("peer", "whole"));

            peer.halfClose();

            assertThat(received(1)).containsExactly(ZmqMessage.of("peer", ""));
        }
    }
}
