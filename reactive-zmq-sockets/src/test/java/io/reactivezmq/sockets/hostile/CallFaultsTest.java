package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

@DisplayName("H10 for calls: whoever throws when its call is over hurts only itself")
class CallFaultsTest {

    private static final String NOWHERE = "inproc://nobody";

    private final ZmqContext zmq = TestContexts.create();
    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void close() {
        Hooks.resetOnErrorDropped();
        assertThat(zmq.disposeLater().thenReturn(true).block(EventLog.DEADLINE)).isTrue();
    }

    private static <T> void defect(T told) {
        throw new IllegalStateException("a defect of the application");
    }

    private void expectTold(int defects) {
        assertThat(dropped).filteredOn(IllegalStateException.class::isInstance).hasSize(defects);
    }

    private static <T> void expectClosed(CompletableFuture<T> call) {
        assertThat(call).failsWithin(EventLog.DEADLINE).withThrowableThat().withCauseInstanceOf(ZmqClosedException.class);
    }

    private RepSocket echoing() {
        RepSocket rep = zmq.rep();
        rep.reply(Mono::just).subscribe();
        return rep;
    }

    @Test
    @DisplayName("H10: the error handler of a request throws as its connection is lost -> the socket connects again, the next is answered")
    void aRequestersHandlerKeepsNobodyFromConnectingAgain() {
        RouterSocket router = zmq.router();
        Endpoint endpoint = router.bindNow("tcp://127.0.0.1:*");
        ReqSocket req = zmq.req();
        req.connectNow(endpoint);
        req.request(ZmqMessage.of("1")).subscribe(reply -> { }, CallFaultsTest::defect);
        CompletableFuture<ZmqMessage> second = req.request(ZmqMessage.of("2")).toFuture();
        router.receive().next().block(EventLog.DEADLINE);
        router.disposeLater().block(EventLog.DEADLINE);

        echoing().bindNow(endpoint);

        assertThat(second).succeedsWithin(EventLog.DEADLINE).isEqualTo(ZmqMessage.of("2"));
        expectTold(1);
    }

    @Test
    @DisplayName("H10: handlers of a reply throw -> the connection stays, the next request is answered")
    void aReplysHandlersHurtNoConnection() {
        ReqSocket req = zmq.req();
        EventLog events = new EventLog(req);
        req.connectNow(echoing().bindNow("tcp://127.0.0.1:*"));

        req.request(ZmqMessage.of("1")).subscribe(CallFaultsTest::defect, CallFaultsTest::defect);
        CompletableFuture<ZmqMessage> second = req.request(ZmqMessage.of("2")).toFuture();

        assertThat(second).succeedsWithin(EventLog.DEADLINE).isEqualTo(ZmqMessage.of("2"));
        assertThat(events.all(Disconnected.class, any -> true)).isEmpty();
        expectTold(1);
    }

    @Test
    @DisplayName("H10: error handlers of requests throw as REQ is closed -> every other call ends, the socket closes")
    void aRequesterClosesWhateverItsCallersDo() {
        ReqSocket req = zmq.req();
        req.connectNow(NOWHERE);
        req.request(ZmqMessage.of("1")).subscribe(reply -> { }, CallFaultsTest::defect);
        req.request(ZmqMessage.of("2")).subscribe(reply -> { }, CallFaultsTest::defect);
        CompletableFuture<ZmqMessage> third = req.request(ZmqMessage.of("3")).toFuture();

        assertThat(req.disposeLater().thenReturn(true).block(EventLog.DEADLINE)).isTrue();

        expectClosed(third);
        expectTold(2);
    }

    @Test
    @DisplayName("H10: error handlers of a RequestClient throw as it is closed -> every other call ends, the socket closes")
    void aClientClosesWhateverItsCallersDo() {
        RequestClient client = zmq.requestClient();
        client.socket().connectNow(NOWHERE);
        client.request(ZmqMessage.of("1")).subscribe(reply -> { }, CallFaultsTest::defect);
        List<CompletableFuture<ZmqMessage>> others =
                Flux.range(0, 5).map(any -> client.request(ZmqMessage.of("2")).toFuture()).collectList().block();

        assertThat(client.socket().disposeLater().thenReturn(true).block(EventLog.DEADLINE)).isTrue();

        assertThat(others).hasSize(5).allSatisfy(CallFaultsTest::expectClosed);
        expectTold(1);
    }

    @Test
    @DisplayName("H10: error handlers of sends throw as the socket is closed -> every other send ends, the socket closes")
    void aSenderClosesWhateverItsCallersDo() {
        PushSocket push = zmq.push();
        push.send(ZmqMessage.of("1")).subscribe(null, CallFaultsTest::defect);
        CompletableFuture<Void> second = push.send(ZmqMessage.of("2")).toFuture();
        push.send(Flux.<ZmqMessage>never()).subscribe(null, CallFaultsTest::defect);
        push.send(Flux.<ZmqMessage>never().doOnCancel(() -> defect("cancelled"))).subscribe(null, CallFaultsTest::defect);
        CompletableFuture<Void> endless = push.send(Flux.<ZmqMessage>never()).toFuture();

        assertThat(push.disposeLater().thenReturn(true).block(EventLog.DEADLINE)).isTrue();

        expectClosed(second);
        expectClosed(endless);
    }

    @Test
    @DisplayName("H10: what follows a send throws when it has gone -> the next in line goes, too")
    void whatFollowsASendHoldsNobodyUp() {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push();
        push.send(ZmqMessage.of("1")).then(Mono.error(new IllegalStateException("no send"))).subscribe(null, CallFaultsTest::defect);
        push.send(Flux.just(ZmqMessage.of("2"))).then(Mono.error(new IllegalStateException("no stream")))
                .subscribe(null, CallFaultsTest::defect);
        CompletableFuture<Void> last = push.send(ZmqMessage.of("3")).toFuture();

        push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));

        assertThat(last).succeedsWithin(EventLog.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(pull.receive().take(3).collectList().block(EventLog.DEADLINE))
                .containsExactlyInAnyOrder(ZmqMessage.of("1"), ZmqMessage.of("2"), ZmqMessage.of("3"));
        expectTold(2);
    }

    @Test
    @DisplayName("H10: what follows the end of a socket throws -> everyone else hears of it")
    void whoThrowsAtTheEndIsAlone() {
        PushSocket push = zmq.push();
        push.onDispose().then(Mono.error(new IllegalStateException("no end"))).subscribe(null, CallFaultsTest::defect);
        CompletableFuture<Void> told = push.onDispose().toFuture();

        push.dispose();

        assertThat(told).succeedsWithin(EventLog.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        expectTold(1);
    }

    @Test
    @DisplayName("H10: onErrorDropped throws as well -> the socket closes all the same")
    void aHookThatThrowsKeepsNothingOpen() {
        Hooks.onErrorDropped(CallFaultsTest::defect);
        ReqSocket req = zmq.req();
        req.connectNow(NOWHERE);
        req.request(ZmqMessage.of("1")).subscribe(reply -> { }, CallFaultsTest::defect);
        CompletableFuture<ZmqMessage> second = req.request(ZmqMessage.of("2")).toFuture();

        assertThat(req.disposeLater().thenReturn(true).block(EventLog.DEADLINE)).isTrue();

        expectClosed(second);
        assertThatExceptionOfType(ZmqClosedException.class)
                .isThrownBy(() -> req.request(ZmqMessage.of("late")).block(EventLog.DEADLINE));
    }
}
