package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.await;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import io.reactivezmq.sockets.interop.InteropTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every legal pair of socket types, either side bound, with each implementation over each transport that it shares with us. All
 * talk to one long-lived peer of each implementation. What worked is written to {@code target/interop-matrix.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InteropMatrixIT {

    private final Map<String, Peer> peers = new HashMap<>();
    private final Set<String> worked = new HashSet<>();
    private final ZmqContext zmq = TestContexts.builder().options(SocketOptions.builder().linger(Duration.ZERO)
            .reconnect(reconnect -> reconnect.interval(Duration.ofMillis(10))).build()).build();
    @TempDir
    private Path directory;
    private int sockets;

    static Stream<Arguments> combinations() {
        return InteropTable.COLUMNS.stream().flatMap(column -> SocketPair.legal().stream().flatMap(pair ->
                Stream.of(true, false).map(weBind -> Arguments.of(column, pair, weBind))));
    }

    @ParameterizedTest(name = "{0}: {1}, we bind: {2}")
    @MethodSource("combinations")
    @DisplayName("RFC 37: sockets of compatible types talk to each other")
    void talk(Column column, SocketPair pair, boolean weBind) {
        Peer peer = peers.computeIfAbsent(column.implementation(), InteropMatrixIT::newPeer);
        try (ZmqSocket ours = socket(pair)) {
            await(peer.open(pair.theirs(), options(pair)));
            Conversation conversation = new Conversation(ours, peer);
            conversation.prepare(pair);
            if (weBind) {
                await(peer.connect(ours.bindNow(address(column)).toString()));
            } else {
                ours.connectNow(Endpoint.parse(await(peer.bind(address(column)))));
            }
            conversation.hold(pair);
            await(peer.closeSocket());
        } catch (RuntimeException | AssertionError failure) {
            peers.remove(column.implementation()).close(); // it may be in the middle of a command
            throw failure;
        }
        worked.add(key(column, pair, weBind));
    }

    private static Peer newPeer(String implementation) {
        return implementation.equals("libzmq") ? InteropPeers.libzmq() : InteropPeers.jeromq();
    }

    private static String[] options(SocketPair pair) {
        return routers(pair) ? new String[] {"ROUTING_ID=" + Conversation.THEIR_ID} : new String[0];
    }

    private static boolean routers(SocketPair pair) {
        return pair.ours() == pair.theirs() && pair.ours() == SocketType.ROUTER;
    }

    private String address(Column column) {
        return column.transport().equals("tcp") ? Peer.LOOPBACK : "ipc://" + directory.resolve("socket" + sockets++);
    }

    private ZmqSocket socket(SocketPair pair) {
        return switch (pair.ours()) {
            case PAIR -> zmq.pair();
            case PUB -> zmq.pub();
            case SUB -> zmq.sub();
            case REQ -> zmq.req();
            case REP -> zmq.rep();
            case DEALER -> zmq.dealer();
            case ROUTER -> routers(pair) ? zmq.router(options -> options.routingId(Conversation.OUR_ID)) : zmq.router();
            case PULL -> zmq.pull();
            case PUSH -> zmq.push();
            case XPUB -> zmq.xpub();
            case XSUB -> zmq.xsub();
            case STREAM -> throw new IllegalArgumentException("STREAM has no ZMTP peer");
        };
    }

    private static String key(Column column, SocketPair pair, boolean weBind) {
        return column + " " + pair + " " + weBind;
    }

    @AfterAll
    void writeAndClose() throws IOException {
        Files.write(Path.of("target", "interop-matrix.md"), InteropTable.lines((pair, column) ->
                worked.contains(key(column, pair, true)) && worked.contains(key(column, pair, false))));
        peers.values().forEach(Peer::close);
        zmq.close();
    }
}
