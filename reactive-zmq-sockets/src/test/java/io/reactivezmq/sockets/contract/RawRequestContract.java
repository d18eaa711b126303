package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.RequestContract.answer;
import static io.reactivezmq.sockets.contract.RequestContract.asked;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqStateException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** {@code send} and {@code receive} of a REQ, which alternate as in libzmq (test_spec_req.cpp, zmq_socket(3) ZMQ_REQ). */
interface RawRequestContract extends SocketContract {

    /** Sent, and its reply has arrived and waits for a subscriber. */
    private static void askAndLeaveUnread(ReqSocket req, RouterSocket router, String reply) {
        complete(req.send(ZmqMessage.of("question")));
        answer(router, asked(router), reply);
        eventually(() -> req.statistics().queuedInbound() == 1);
    }

    @Test
    @DisplayName("zmq_send(3) EFSM: a reply has arrived, and the application has not received it")
    default void sending_before_the_reply_was_received_is_an_error_of_the_call() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req();
        req.connectNow(bind(router));
        askAndLeaveUnread(req, router, "reply");

        assertThatExceptionOfType(ZmqStateException.class).isThrownBy(() -> req.send(ZmqMessage.of("too early")).block(LIMIT))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EFSM));

        assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("reply"));
        complete(req.send(ZmqMessage.of("in turn")));
        assertThat(asked(router).message()).isEqualTo(ZmqMessage.of("", "in turn"));
    }

    @Test
    @DisplayName("zmq_socket(3) ZMQ_REQ: who receives a reply may send the next request at once")
    default void a_request_may_be_sent_while_the_reply_before_it_is_being_received() {
        ReqSocket req = zmq().req();
        req.connectNow(bind(RequestContract.answering(zmq(), "yes")));
        complete(req.send(ZmqMessage.of("0")));

        List<ZmqMessage> replies = await(req.receive().take(5)
                .concatMap(reply -> req.send(ZmqMessage.of("next")).thenReturn(reply)).collectList());

        assertThat(replies).hasSize(5).endsWith(ZmqMessage.of("yes", "next"));
    }

    @Test
    @DisplayName("an unread reply to send() is no concern of request()")
    default void a_call_is_asked_beside_an_unread_reply() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req();
        req.connectNow(bind(router));
        askAndLeaveUnread(req, router, "unread");

        var call = req.request(ZmqMessage.of("call")).toFuture();
        answer(router, asked(router), "of the call");

        assertThat(await(Mono.fromFuture(call))).isEqualTo(ZmqMessage.of("of the call"));
        assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("unread"));
    }

    @Test
    @DisplayName("req.cpp, ZMQ_REQ_RELAXED: all that waits to be received is thrown away before the next request is sent")
    default void a_relaxed_send_forgets_the_unread_reply_before_it() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req(options -> options.request(request -> request.relaxed(true)));
        req.connectNow(bind(router));
        askAndLeaveUnread(req, router, "old");

        complete(req.send(ZmqMessage.of("newer")));
        answer(router, asked(router), "new");

        assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("new"));
        assertThat(req.statistics().dropped(DropReason.STALE)).isEqualTo(1);
    }
}
