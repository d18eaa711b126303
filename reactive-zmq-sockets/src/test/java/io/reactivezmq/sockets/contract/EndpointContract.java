package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import io.reactivezmq.core.event.BindFailed;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.Listening;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** bind, connect, unbind and disconnect. */
interface EndpointContract extends SocketContract {

    static void assertFails(Reason reason, ErrorCode code, String text, Callable<?> call) {
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(call::call)
                .withMessageContaining(text)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("ZMQ_LAST_ENDPOINT: bind gives the endpoint that is really bound")
    default void a_wildcard_becomes_an_address_that_peers_can_connect_to() {
        PullSocket pull = zmq().pull();
        Endpoint first = bind(pull);
        Endpoint second = bind(pull);

        assertThat(first).isNotEqualTo(second);
        assertThat(Endpoint.parse(first.toString())).isEqualTo(first);
        first.requireConnectable();
    }

    @Test
    default void a_bind_is_not_made_before_it_is_subscribed() {
        PullSocket pull = zmq().pull();
        Endpoint endpoint = transport().vacant();
        pull.bind(endpoint);

        assertThat(zmq().pull().bindNow(endpoint)).isEqualTo(endpoint);
    }

    @Test
    @DisplayName("zmq_unbind(3): ENOENT, the endpoint supplied was not previously bound")
    default void an_endpoint_is_unbound_once() {
        PullSocket pull = zmq().pull();
        Endpoint endpoint = bind(pull);

        pull.unbind(endpoint).block(LIMIT);

        assertFails(Reason.NOT_FOUND, ErrorCode.ENOENT, endpoint.toString(), () -> pull.unbind(endpoint).block(LIMIT));
    }

    @Test
    @DisplayName("zmq_disconnect(3): ENOENT, the endpoint was not in use by the socket")
    default void an_endpoint_is_disconnected_once() {
        PushSocket push = zmq().push();
        Endpoint endpoint = push.connectNow(transport().vacant());

        push.disconnect(endpoint).block(LIMIT);

        assertFails(Reason.NOT_FOUND, ErrorCode.ENOENT, endpoint.toString(), () -> push.disconnect(endpoint).block(LIMIT));
    }

    @Test
    default void bound_and_connected_endpoints_are_not_mixed_up() {
        PullSocket pull = zmq().pull();
        Endpoint endpoint = bind(pull);
        PushSocket push = zmq().push();
        push.connectNow(endpoint);

        assertFails(Reason.NOT_FOUND, ErrorCode.ENOENT, "connected", () -> pull.disconnect(endpoint).block(LIMIT));
        assertFails(Reason.NOT_FOUND, ErrorCode.ENOENT, "bound", () -> push.unbind(endpoint).block(LIMIT));
    }

    @Test
    default void a_disconnected_endpoint_is_neither_used_nor_tried_again() {
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        PushSocket push = zmq().push();
        Endpoint endpoint = bind(pull);
        connectFully(push, endpoint);

        push.disconnect(endpoint).block(LIMIT);

        events.await(Disconnected.class);
        assertThat(push.trySend(numbered(1))).isFalse();
    }

    @Test
    @DisplayName("test_disconnect_inproc.cpp: what arrived before the sender disconnected is still received")
    default void what_arrived_before_a_disconnect_is_received() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        Endpoint endpoint = bind(pull);
        connectFully(push, endpoint);
        push.send(numbered(0, 10)).block(LIMIT);
        eventually(() -> pull.statistics().messagesReceived() == 10);

        push.disconnect(endpoint).block(LIMIT);
        eventually(() -> pull.statistics().peers() == 0);

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    @DisplayName("zmq_disconnect(3): what is queued lingers, and new messages go elsewhere")
    default void an_endpoint_that_lingers_gets_no_new_messages() {
        PushSocket push = zmq().push(options -> options.linger(LIMIT));
        Endpoint leaving = push.connectNow(transport().vacant());
        assertThat(push.trySend(numbered(0))).isTrue();
        PullSocket pull = zmq().pull();

        push.disconnect(leaving).subscribe();
        push.connectNow(bind(pull));
        for (int i = 1; i <= 10; i++) {
            await(push.send(numbered(i)).thenReturn(true));
        }

        assertThat(receive(pull, 10)).isEqualTo(numbers(1, 10));
        PullSocket late = zmq().pull();
        late.bindNow(leaving);
        assertThat(receive(late, 1)).containsExactly(0);
    }

    @Test
    default void an_unbound_address_can_be_bound_again_at_once() {
        PullSocket first = zmq().pull();
        Endpoint endpoint = first.bindNow(transport().vacant());
        PushSocket push = zmq().push();
        connectFully(push, endpoint);

        for (int i = 0; i < 5; i++) {
            first.unbind(endpoint).block(LIMIT);
            assertThat(first.bindNow(endpoint)).isEqualTo(endpoint);
        }
    }

    @Test
    default void the_address_of_a_closed_socket_can_be_bound_again_at_once() {
        PullSocket first = zmq().pull();
        Endpoint endpoint = first.bindNow(transport().vacant());
        connectFully(zmq().push(), endpoint);

        first.close();

        assertThat(zmq().pull().bindNow(endpoint)).isEqualTo(endpoint);
    }

    @Test
    @DisplayName("zmq_bind(3): EADDRINUSE, the requested address is already in use")
    default void an_address_in_use_is_refused_with_the_reason() {
        Endpoint endpoint = bind(zmq().pull());
        PullSocket second = zmq().pull();
        EventLog events = EventLog.of(second);

        assertFails(Reason.ADDRESS_IN_USE, ErrorCode.EADDRINUSE, endpoint.toString(), () -> second.bindNow(endpoint));

        BindFailed event = events.await(BindFailed.class);
        assertThat(event.endpoint()).isEqualTo(endpoint);
        assertThat(event.cause().code()).isEqualTo(ErrorCode.EADDRINUSE);
    }

    @Test
    default void a_socket_whose_bind_failed_works_on() {
        Endpoint taken = bind(zmq().pull());
        PullSocket pull = zmq().pull();
        pull.bind(taken).onErrorComplete().block(LIMIT);
        EventLog events = EventLog.of(pull);

        Endpoint free = bind(pull);

        assertThat(events.await(Listening.class).endpoint()).isEqualTo(free);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                       'transport://'",
        "127.0.0.1:5555,           'transport://'",
        "tcp://,                   index 6",
        "tcp://127.0.0.1,          port",
        "tcp://127.0.0.1:,         port",
        "tcp://127.0.0.1:x,        port",
        "tcp://127.0.0.1:65536,    65535",
        "tcp://[::1:5555,          bracket",
        "tcp://a b:5555,           index 7"})
    @DisplayName("zmq_bind(3), zmq_connect(3): EINVAL, the endpoint supplied is invalid")
    default void a_malformed_endpoint_is_an_error_signal_that_says_what_is_wrong(String text, String what) {
        assertFails(Reason.MALFORMED, ErrorCode.EINVAL, what, () -> zmq().pull().bind(text).block(LIMIT));
        assertFails(Reason.MALFORMED, ErrorCode.EINVAL, what, () -> zmq().pull().connect(text).block(LIMIT));
        assertFails(Reason.MALFORMED, ErrorCode.EINVAL, what, () -> zmq().pull().unbind(text).block(LIMIT));
        assertFails(Reason.MALFORMED, ErrorCode.EINVAL, what, () -> zmq().pull().disconnect(text).block(LIMIT));
        assertFails(Reason.MALFORMED, ErrorCode.EINVAL, what, () -> zmq().pull().bindNow(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo://bar", "TCP://127.0.0.1:5555", "pgm://eth0;239.192.1.1:5555"})
    @DisplayName("zmq_bind(3): EPROTONOSUPPORT, the requested transport protocol is not supported")
    default void an_unknown_transport_is_refused(String endpoint) {
        assertFails(Reason.UNSUPPORTED_TRANSPORT, ErrorCode.EPROTONOSUPPORT, endpoint, () -> zmq().pull().bindNow(endpoint));
        assertFails(Reason.UNSUPPORTED_TRANSPORT, ErrorCode.EPROTONOSUPPORT, endpoint, () -> zmq().push().connectNow(endpoint));
    }

    @Test
    @DisplayName("zmq_connect(3): the connection is established later; the call does not wait")
    default void connecting_gives_the_endpoint_at_once_though_nobody_is_there() {
        Endpoint vacant = transport().vacant();

        assertThat(await(zmq().push().connect(vacant))).isEqualTo(vacant);
        assertThat(zmq().push().connectNow(vacant.toString())).isEqualTo(vacant);
    }
}
