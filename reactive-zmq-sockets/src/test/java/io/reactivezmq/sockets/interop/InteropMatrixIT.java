package io.reactivezmq.sockets.interop;

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
        try {
            new Meeting(zmq, peer, pair).hold(address(column), weBind, options -> { });
        } catch (RuntimeException | AssertionError failure) {
            peers.remove(column.implementation()).close(); // it may be in the middle of a command
            throw failure;
        }
        worked.add(key(column, pair, weBind));
    }

    private static Peer newPeer(String implementation) {
        return implementation.equals("libzmq") ? InteropPeers.libzmq() : InteropPeers.jeromq();
    }

    private String address(Column column) {
        return column.transport().equals("tcp") ? Peer.LOOPBACK : "ipc://" + directory.resolve("socket" + sockets++);
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
