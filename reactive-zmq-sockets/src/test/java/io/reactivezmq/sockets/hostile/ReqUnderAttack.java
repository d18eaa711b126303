package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** A REQ socket that connects to attackers; the bystanders are another REQ and the REP that answers it. */
final class ReqUnderAttack extends UnderAttack {

    final ReqSocket req;
    private final ReqSocket bystander = zmq.req();
    private final RepSocket honest = zmq.rep();
    private int asked;

    ReqUnderAttack(Consumer<SocketOptions.Builder> changes) {
        req = zmq.req(options(changes));
        connectsTo(honest.bindNow("tcp://127.0.0.1:*"), req);
        honest.reply(Mono::just).subscribe();
        bystander.connectNow(endpoint());
        assertBystanderIsServed();
    }

    /** A listening attacker that the socket connects to. */
    RawServer server() {
        RawServer server = bring(new RawServer());
        req.connectNow(server.endpoint());
        return server;
    }

    /** The socket's next connection to it, behind the handshake. */
    RawPeer accepted(RawServer server) {
        RawPeer peer = bring(server.accept()).handshake("REP");
        events().established(peer.address());
        return peer;
    }

    CompletableFuture<ZmqMessage> ask(String question) {
        return req.request(ZmqMessage.of(question)).toFuture();
    }

    static String answerTo(CompletableFuture<ZmqMessage> call) {
        try {
            return call.get(RawPeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS).frameAsString(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static Throwable failureOf(CompletableFuture<ZmqMessage> call) {
        return Objects.requireNonNull(call.handle((answer, failure) -> failure)
                .orTimeout(RawPeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS).join(), "the call did not fail");
    }

    @Override
    void assertBystanderIsServed() {
        assertEchoed(bystander, "healthy " + ++asked);
    }
}
