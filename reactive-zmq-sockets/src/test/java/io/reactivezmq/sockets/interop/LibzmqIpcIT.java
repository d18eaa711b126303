package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static io.reactivezmq.sockets.interop.Publishing.HELLO;
import static io.reactivezmq.sockets.interop.Publishing.peerPublishesUntil;
import static io.reactivezmq.sockets.interop.Publishing.publishUntil;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** zmq_ipc(7) with libzmq at the other end: both directions, and either side bound. JeroMQ's ipc is TCP, so it is not asked. */
class LibzmqIpcIT {

    private static final int SOME = 20_000;
    private static final byte[] EVERYTHING = {};

    /** Who binds. */
    enum Bound { OURS, THEIRS }

    @TempDir
    private Path directory;

    private String endpoint;
    private ZmqContext zmq;
    private Peer peer;

    @BeforeEach
    void open() {
        peer = InteropPeers.libzmq();
        zmq = TestContexts.create();
        endpoint = "ipc://" + directory.resolve("socket");
    }

    @AfterEach
    void close() {
        if (zmq != null) {
            zmq.close();
        }
        if (peer != null) {
            peer.close();
        }
    }

    @ParameterizedTest(name = "bound: {0}")
    @EnumSource
    @DisplayName("RFC 30: our PUSH, their PULL")
    void our_push_feeds_their_pull(Bound bound) {
        PushSocket push = zmq.push();
        meet(push, SocketType.PULL, bound);

        Mono.when(push.send(Cargo.messages(0, SOME)), Mono.fromFuture(peer.receiveCargo(0, SOME))).block(PATIENCE);

        assertThat(push.statistics().droppedTotal()).isZero();
    }

    @ParameterizedTest(name = "bound: {0}")
    @EnumSource
    @DisplayName("RFC 30: their PUSH, our PULL")
    void their_push_feeds_our_pull(Bound bound) {
        PullSocket pull = zmq.pull();
        meet(pull, SocketType.PUSH, bound);

        Mono.when(pull.receive().take(SOME).doOnNext(Cargo.inOrderFrom(0)).then(), Mono.fromFuture(peer.sendCargo(0, SOME)))
                .block(PATIENCE);
    }

    @ParameterizedTest(name = "bound: {0}")
    @EnumSource
    @DisplayName("RFC 29: our PUB, their SUB")
    void our_pub_reaches_their_sub(Bound bound) {
        PubSocket pub = zmq.pub();
        meet(pub, SocketType.SUB, bound);
        await(peer.subscribe(EVERYTHING));

        publishUntil(pub, HELLO, peer.skipTo(HELLO));
    }

    @ParameterizedTest(name = "bound: {0}")
    @EnumSource
    @DisplayName("RFC 29: their PUB, our SUB")
    void their_pub_reaches_our_sub(Bound bound) {
        SubSocket sub = zmq.sub();
        sub.subscribe("he");
        meet(sub, SocketType.PUB, bound);

        ZmqMessage heard = peerPublishesUntil(peer, HELLO, sub.receive().next());

        assertThat(heard).isEqualTo(ZmqMessage.of(HELLO));
    }

    @ParameterizedTest(name = "bound: {0}")
    @EnumSource
    @DisplayName("RFC 28: our REQ, their REP")
    void our_req_asks_their_rep(Bound bound) {
        ReqSocket req = zmq.req();
        meet(req, SocketType.REP, bound);

        for (int i = 0; i < 3; i++) {
            Mono<ZmqMessage> reply = req.request(ZmqMessage.of("question" + i)).cache();
            reply.subscribe();
            assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of("question" + i));
            await(peer.send(bytes("answer" + i)));
            assertThat(reply.block(PATIENCE)).isEqualTo(ZmqMessage.of("answer" + i));
        }
    }

    @ParameterizedTest(name = "bound: {0}")
    @EnumSource
    @DisplayName("RFC 28: their REQ, our REP")
    void their_req_asks_our_rep(Bound bound) {
        RepSocket rep = zmq.rep();
        rep.reply(question -> Mono.just(ZmqMessage.of("re: " + question.frameAsString(0)))).subscribe();
        meet(rep, SocketType.REQ, bound);

        for (int i = 0; i < 3; i++) {
            await(peer.send(bytes("question" + i)));
            assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of("re: question" + i));
        }
    }

    @ParameterizedTest(name = "bound: {0}")
    @EnumSource
    @DisplayName("RFC 28: our DEALER, their ROUTER")
    void our_dealer_talks_to_their_router(Bound bound) {
        DealerSocket dealer = zmq.dealer();
        meet(dealer, SocketType.ROUTER, bound);

        dealer.send(ZmqMessage.of("there")).block(PATIENCE);
        ZmqMessage arrived = await(peer.receive());
        await(peer.send(arrived.frame(0), bytes("and back")));

        assertThat(arrived.frameAsString(1)).isEqualTo("there");
        assertThat(dealer.receive().blockFirst(PATIENCE)).isEqualTo(ZmqMessage.of("and back"));
    }

    @ParameterizedTest(name = "bound: {0}")
    @EnumSource
    @DisplayName("RFC 28: their DEALER, our ROUTER")
    void their_dealer_talks_to_our_router(Bound bound) {
        RouterSocket router = zmq.router();
        router.receive().concatMap(router::send).subscribe();
        meet(router, SocketType.DEALER, bound);

        await(peer.send(bytes("there"), bytes("and back")));

        assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of("there", "and back"));
    }

    @ParameterizedTest(name = "bound: {0}")
    @EnumSource
    @DisplayName("test_abstract_ipc.cpp: an abstract name is the same one to both")
    void an_abstract_name_is_found_by_the_other_side(Bound bound) {
        endpoint = "ipc://@" + UUID.randomUUID();
        PullSocket pull = zmq.pull();
        if (zmq.io() == IoTransport.NIO) { // the JDK has no abstract names
            assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> pull.bindNow(endpoint));
            return;
        }
        meet(pull, SocketType.PUSH, bound);

        await(peer.send(bytes("here")));

        assertThat(pull.receive().blockFirst(PATIENCE)).isEqualTo(ZmqMessage.of("here"));
    }

    private void meet(ZmqSocket ours, SocketType theirs, Bound bound) {
        await(peer.open(theirs));
        if (bound == Bound.OURS) {
            ours.bindNow(endpoint);
            await(peer.connect(endpoint));
        } else {
            assertThat(await(peer.bind(endpoint))).isEqualTo(endpoint);
            ours.connectNow(endpoint);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
