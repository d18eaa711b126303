package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SecurityContract.ALICE;
import static io.reactivezmq.sockets.contract.SecurityContract.assertRefused;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.ZmtpBytes;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** The classic way to decide who is let in: a socket bound to inproc://zeromq.zap.01 (RFC 27). */
interface ZapContract extends SocketContract {

    String HANDLER = "inproc://zeromq.zap.01";
    byte[] NOTHING = new byte[0];

    private PullSocket server() {
        return zmq().pull(options -> options.routingId("IDENT")
                .security(security -> security.mechanism(Security.plainServer()).zapDomain("test")));
    }

    /** A REP socket as the handler; sees the requests from the version on and makes the frames of the replies. */
    private RepSocket handler(UnaryOperator<ZmqMessage> answer) {
        RepSocket rep = zmq().rep();
        rep.reply(request -> Mono.fromSupplier(() -> answer.apply(request))).subscribe();
        rep.bindNow(HANDLER);
        return rep;
    }

    private PushSocket connect(Endpoint endpoint) {
        PushSocket client = zmq().push(options -> options.security(ALICE));
        client.connectNow(endpoint);
        return client;
    }

    /** As {@link #connect}, with a log that was there before. */
    private EventLog heardByClientOf(Endpoint endpoint) {
        PushSocket client = zmq().push(options -> options.security(ALICE));
        EventLog heard = EventLog.of(client);
        client.connectNow(endpoint);
        return heard;
    }

    private static ZmqMessage reply(ZmqMessage request, String status, String user, byte[] metadata) {
        return ZmqMessage.of("1.0".getBytes(US_ASCII), request.frame(1), status.getBytes(US_ASCII), "text".getBytes(US_ASCII),
                user.getBytes(US_ASCII), metadata);
    }

    @Test
    @DisplayName("request: version, id, domain, address, the server's identity, mechanism, credentials; reply: 200, user id, metadata")
    default void a_rep_socket_decides() {
        List<ZmqMessage> requests = new CopyOnWriteArrayList<>();
        handler(request -> {
            requests.add(request);
            return reply(request, "200", "u-17", ZmtpBytes.property("X-Role", "guest"));
        });
        PullSocket server = server();
        connect(bind(server)).trySend(ZmqMessage.of("one"));

        MessageMetadata metadata = receiveOne(server).metadata();
        assertThat(metadata.userId()).contains("u-17");
        assertThat(metadata.get("X-Role")).contains("guest");
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.frameCount()).isEqualTo(8);
            assertThat(request.frameAsString(0)).isEqualTo("1.0");
            assertThat(request.frameSize(1)).isPositive();
            assertThat(request.frameAsString(2)).isEqualTo("test");
            assertThat(request.frameAsString(4)).isEqualTo("IDENT");
            assertThat(request.frameAsString(5)).isEqualTo("PLAIN");
            assertThat(request.frameAsString(6)).isEqualTo("alice");
            assertThat(request.frameAsString(7)).isEqualTo("secret");
        });
    }

    @Test
    @DisplayName("each question has a connection of its own, which ends in good order with the answer")
    default void an_answered_question_leaves_nothing_behind() {
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            RepSocket handler = handler(request -> reply(request, "200", "", NOTHING));
            EventLog asked = EventLog.of(handler);
            PullSocket server = server();
            connect(bind(server)).trySend(ZmqMessage.of("one"));
            receiveOne(server);

            assertThat(asked.await(Disconnected.class).cause()).isNull();
            assertThat(handler.peerStatistics()).isEmpty();
            assertThat(dropped).isEmpty();
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    @Test
    @DisplayName("the handler may be a ROUTER; it sees routing id and empty frame in front, and answers in any order")
    default void a_router_socket_decides() {
        RouterSocket router = zmq().router();
        router.bindNow(HANDLER);
        List<ZmqMessage> requests = new CopyOnWriteArrayList<>();
        router.receive().subscribe(requests::add);
        PullSocket server = server();
        Endpoint endpoint = bind(server);
        connect(endpoint);
        connect(endpoint);
        eventually(() -> requests.size() == 2);
        EventLog told = EventLog.of(server);
        for (ZmqMessage request : List.of(requests.get(1), requests.get(0))) {
            assertThat(request.frameSize(1)).isZero();
            await(router.send(reply(request.withoutFirst(2), "200", "", NOTHING)
                    .withFirst(NOTHING).withFirst(request.frame(0))).thenReturn(true));
        }

        told.await(HandshakeSucceeded.class, 2);
        assertThat(requests.get(0).frame(3)).isNotEqualTo(requests.get(1).frame(3));
    }

    @ParameterizedTest
    @CsvSource({"400, REFUSED", "500, INTERNAL_ERROR"})
    @DisplayName("G16: the handler answers 400, 500 -> ERROR, both sides are told")
    default void a_refusal_is_told_to_both_sides(String status, SecurityFailure failure) {
        handler(request -> reply(request, status, "", NOTHING));
        PullSocket server = server();
        EventLog told = EventLog.of(server);
        EventLog heard = heardByClientOf(bind(server));

        assertRefused(told.await(HandshakeFailed.class).cause(), failure, false);
        assertRefused(heard.await(ConnectStopped.class).cause(), failure, true);
    }

    @Test
    @DisplayName("G16: the handler answers 300 -> nothing is sent, the client tries again")
    default void a_temporary_failure_is_retried_by_the_client() {
        handler(request -> reply(request, "300", "", NOTHING));
        PullSocket server = server();
        EventLog told = EventLog.of(server);
        EventLog heard = heardByClientOf(bind(server));

        told.await(HandshakeFailed.class, 3).forEach(
                failed -> assertRefused(failed.cause(), SecurityFailure.TEMPORARY_FAILURE, false));
        heard.await(ConnectRetried.class, 3);
    }

    /** Replies that are none. */
    enum Malformed {
        ONE_FRAME_MORE(SecurityFailure.MALFORMED_REPLY, frames -> Arrays.copyOf(frames, 7)),
        ONE_FRAME_LESS(SecurityFailure.MALFORMED_REPLY, frames -> Arrays.copyOf(frames, 5)),
        ONE_FRAME(SecurityFailure.MALFORMED_REPLY, frames -> Arrays.copyOf(frames, 1)),
        VERSION_2(SecurityFailure.BAD_VERSION, frames -> with(frames, 0, "2.0")),
        NO_VERSION(SecurityFailure.BAD_VERSION, frames -> with(frames, 0, "")),
        OTHER_ID(SecurityFailure.BAD_REQUEST_ID, frames -> with(frames, 1, "x")),
        STATUS_201(SecurityFailure.INVALID_STATUS, frames -> with(frames, 2, "201")),
        STATUS_0200(SecurityFailure.INVALID_STATUS, frames -> with(frames, 2, "0200")),
        NO_STATUS(SecurityFailure.INVALID_STATUS, frames -> with(frames, 2, "")),
        LONG_USER_ID(SecurityFailure.INVALID_METADATA, frames -> with(frames, 4, "u".repeat(256))),
        LYING_METADATA(SecurityFailure.INVALID_METADATA, frames -> with(frames, 5, "\3X-aMANY")),
        REFUSAL_WITH_LYING_METADATA(SecurityFailure.INVALID_METADATA, frames -> with(with(frames, 2, "400"), 5, "\3X-"));

        private final SecurityFailure failure;
        private final UnaryOperator<byte[][]> change;

        Malformed(SecurityFailure failure, UnaryOperator<byte[][]> change) {
            this.failure = failure;
            this.change = change;
        }

        private static byte[][] with(byte[][] frames, int index, String text) {
            byte[][] changed = frames.clone();
            changed[index] = text.getBytes(US_ASCII);
            return changed;
        }

        ZmqMessage of(ZmqMessage good) {
            byte[][] frames = new byte[good.frameCount()][];
            Arrays.setAll(frames, good::frame);
            return ZmqMessage.of(Stream.of(change.apply(frames)).map(frame -> frame == null ? NOTHING : frame)
                    .toArray(byte[][]::new));
        }
    }

    @ParameterizedTest
    @EnumSource(Malformed.class)
    @DisplayName("test_security_zap.cpp; G16: wrong request id, version 2.0, 7 frames, metadata lies -> never admitted, typed")
    default void a_reply_that_is_none_lets_nobody_in(Malformed malformed) {
        handler(request -> {
            ZmqMessage good = reply(request, "200", "u", NOTHING);
            return request.frameAsString(6).equals("healthy") ? good : malformed.of(good);
        });
        PullSocket server = server();
        EventLog told = EventLog.of(server);
        Endpoint endpoint = bind(server);
        EventLog heard = heardByClientOf(endpoint);

        assertRefused(told.await(HandshakeFailed.class).cause(), malformed.failure, false);
        heard.await(ConnectRetried.class);
        assertThat(server.peerStatistics()).isEmpty();
        PushSocket healthy = zmq().push(options -> options.security(Security.plain("healthy", "x")));
        healthy.connectNow(endpoint);
        healthy.trySend(ZmqMessage.of("one"));
        assertThat(receiveOne(server)).isEqualTo(ZmqMessage.of("one"));
    }

    @Test
    @DisplayName("a reply without the empty first frame is malformed")
    default void a_router_has_to_give_the_empty_frame_back() {
        RouterSocket router = zmq().router();
        router.bindNow(HANDLER);
        router.receive().subscribe(request -> router.trySend(reply(request.withoutFirst(2), "200", "", NOTHING)
                .withFirst("x").withFirst(request.frame(0))));
        PullSocket server = server();
        EventLog told = EventLog.of(server);
        connect(bind(server));

        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.MALFORMED_REPLY, false);
    }

    @Test
    @DisplayName("a handler that disappears mid-way gives EPIPE")
    default void a_handler_that_closes_before_it_answers_lets_nobody_in() {
        RouterSocket router = zmq().router();
        router.bindNow(HANDLER);
        PullSocket server = server();
        EventLog told = EventLog.of(server);
        EventLog asked = EventLog.of(router);
        connect(bind(server));
        asked.awaitHandshake();
        router.close();

        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.AUTHENTICATOR_FAILED, false);
    }

    @Test
    @DisplayName("G16, G18: a handler that never answers; an answer after the deadline goes nowhere and is counted")
    default void a_late_answer_goes_nowhere() {
        RouterSocket router = zmq().router();
        router.bindNow(HANDLER);
        List<ZmqMessage> requests = new CopyOnWriteArrayList<>();
        router.receive().subscribe(requests::add);
        PullSocket server = zmq().pull(options -> options.security(security -> security.mechanism(Security.plainServer())
                .authenticationTimeout(Duration.ofMillis(50))));
        EventLog told = EventLog.of(server);
        EventLog asked = EventLog.of(router);
        connect(bind(server));
        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.AUTHENTICATION_TIMEOUT, false);
        asked.await(Disconnected.class);
        ZmqMessage request = requests.get(0);
        router.trySend(reply(request.withoutFirst(2), "200", "", NOTHING).withFirst(NOTHING).withFirst(request.frame(0)));

        eventually(() -> router.statistics().dropped(DropReason.UNROUTABLE) == 1);
        assertThat(server.peerStatistics()).isEmpty();
    }

    @Test
    @DisplayName("the handler must be REP or ROUTER (else libzmq aborts)")
    default void a_socket_of_another_type_is_no_handler() {
        zmq().pull().bindNow(HANDLER);
        PullSocket server = server();
        EventLog told = EventLog.of(server);
        connect(bind(server));

        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.AUTHENTICATOR_FAILED, false);
        assertThat(told.await(HandshakeFailed.class).cause()).hasMessageContaining("PULL").hasMessageContaining("REP or ROUTER");
    }

    @Test
    @DisplayName("test_security_null.cpp: with a domain NULL asks, without credentials")
    default void null_with_a_domain_asks_the_handler() {
        List<ZmqMessage> requests = new CopyOnWriteArrayList<>();
        handler(request -> {
            requests.add(request);
            return reply(request, "200", "anonymous", NOTHING);
        });
        PullSocket server = zmq().pull(options -> options.security(security -> security.zapDomain("global")));
        PushSocket client = zmq().push();
        client.connectNow(bind(server));
        client.trySend(ZmqMessage.of("one"));

        assertThat(receiveOne(server).metadata().userId()).contains("anonymous");
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.frameCount()).isEqualTo(6);
            assertThat(request.frameAsString(5)).isEqualTo("NULL");
        });
    }

    @Test
    @DisplayName("the authenticator of a socket wins over the handler of its context")
    default void an_authenticator_is_asked_instead_of_the_handler() {
        handler(request -> reply(request, "400", "", NOTHING));
        PullSocket server = zmq().pull(options -> options.security(
                security -> security.mechanism(Security.plainServer()).authenticator(SecurityContract.USERS)));
        connect(bind(server)).trySend(ZmqMessage.of("one"));

        assertThat(receiveOne(server).metadata().userId()).contains("alice");
    }

    @Test
    @DisplayName("a handler that comes later is found by the next attempt")
    default void a_handler_may_come_later() {
        PullSocket server = server();
        EventLog told = EventLog.of(server);
        connect(bind(server)).trySend(ZmqMessage.of("one"));
        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.NO_AUTHENTICATOR, false);
        handler(request -> reply(request, "200", "late", NOTHING));

        assertThat(receiveOne(server).metadata().userId()).contains("late");
    }
}
