package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** A REP or ROUTER socket that answers whatever it understands with the same; the bystander is a REQ socket. */
final class ServerUnderAttack<S extends ZmqSocket> extends UnderAttack {

    final S socket;
    private final ReqSocket bystander = zmq.req();
    private int asked;

    private ServerUnderAttack(BiFunction<ZmqContext, SocketOptions, S> open, Consumer<SocketOptions.Builder> changes) {
        socket = open.apply(zmq, options(changes));
        listens(socket);
        bystander.connectNow(endpoint());
    }

    static ServerUnderAttack<RepSocket> rep(Consumer<SocketOptions.Builder> changes) {
        ServerUnderAttack<RepSocket> server = new ServerUnderAttack<>(ZmqContext::rep, changes);
        server.socket.reply(Mono::just).subscribe();
        return server;
    }

    /** Everything goes back to where it came from. */
    static ServerUnderAttack<RouterSocket> router(Consumer<SocketOptions.Builder> changes) {
        ServerUnderAttack<RouterSocket> server = new ServerUnderAttack<>(ZmqContext::router, changes);
        server.socket.receive().subscribe(server.socket::trySend);
        return server;
    }

    @Override
    void assertBystanderIsServed() {
        assertEchoed(bystander, "healthy " + ++asked);
    }
}
