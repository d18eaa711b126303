package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.await;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A socket of ours and one of another implementation that meet at an address, talk, and are closed. */
final class Meeting {

    private final ZmqContext zmq;
    private final Peer peer;
    private final SocketPair pair;

    Meeting(ZmqContext zmq, Peer peer, SocketPair pair) {
        this.zmq = zmq;
        this.peer = peer;
        this.pair = pair;
    }

    /** @param theirs options as {@link Peer#open} takes them */
    void hold(String address, boolean weBind, Consumer<SocketOptions.Builder> options, String... theirs) {
        boolean routers = pair.ours() == SocketType.ROUTER && pair.theirs() == SocketType.ROUTER;
        Stream<String> named = routers ? Stream.of("ROUTING_ID=" + Conversation.THEIR_ID) : Stream.empty();
        try (ZmqSocket ours = socket(routers ? options.andThen(own -> own.routingId(Conversation.OUR_ID)) : options)) {
            await(peer.open(pair.theirs(), Stream.concat(Arrays.stream(theirs), named).toArray(String[]::new)));
            Conversation conversation = new Conversation(ours, peer);
            conversation.prepare(pair);
            if (weBind) {
                await(peer.connect(ours.bindNow(address).toString()));
            } else {
                ours.connectNow(Endpoint.parse(await(peer.bind(address))));
            }
            conversation.hold(pair);
            await(peer.closeSocket());
        }
    }

    private ZmqSocket socket(Consumer<SocketOptions.Builder> options) {
        return switch (pair.ours()) {
            case PAIR -> zmq.pair(options);
            case PUB -> zmq.pub(options);
            case SUB -> zmq.sub(options);
            case REQ -> zmq.req(options);
            case REP -> zmq.rep(options);
            case DEALER -> zmq.dealer(options);
            case ROUTER -> zmq.router(options);
            case PULL -> zmq.pull(options);
            case PUSH -> zmq.push(options);
            case XPUB -> zmq.xpub(options);
            case XSUB -> zmq.xsub(options);
            case STREAM -> throw new IllegalArgumentException("STREAM has no ZMTP peer");
        };
    }
}
