package io.reactivezmq.sockets.interop;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every legal pair of socket types behind PLAIN and behind CURVE: over tcp either side bound and either side the server, over ipc
 * with the server bound. All of a mechanism talk to one long-lived libzmq.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredMatrixIT {

    private final Map<Mechanism, LibzmqPeer> peers = new EnumMap<>(Mechanism.class);
    private final ZmqContext zmq = TestContexts.builder().options(SocketOptions.builder().linger(Duration.ZERO)
            .reconnect(reconnect -> reconnect.interval(Duration.ofMillis(10))).build()).build();
    @TempDir
    private Path directory;
    private int sockets;

    static Stream<Arguments> combinations() {
        return Stream.of(Mechanism.PLAIN, Mechanism.CURVE).flatMap(mechanism -> SocketPair.legal().stream().flatMap(pair ->
                Stream.of(true, false).flatMap(weBind -> Stream.of(true, false)
                        .filter(weAreServer -> weAreServer || !isDeafServer(mechanism, pair.theirs()))
                        .map(weAreServer -> Arguments.of(mechanism, pair, weBind, weAreServer)))));
    }

    /** libzmq 4.3's REQ as a PLAIN server hears no reply of libzmq's own ROUTER either. */
    private static boolean isDeafServer(Mechanism mechanism, SocketType theirs) {
        return mechanism == Mechanism.PLAIN && theirs == SocketType.REQ;
    }

    static Stream<Arguments> serverBinds() {
        return combinations().filter(combination -> combination.get()[2].equals(combination.get()[3]))
                .map(combination -> Arguments.of(combination.get()[0], combination.get()[1], combination.get()[2]));
    }

    @ParameterizedTest(name = "{0}: {1}, we bind: {2}, we are the server: {3}")
    @MethodSource("combinations")
    @DisplayName("RFC 24, 26, 37: sockets of compatible types talk to each other behind PLAIN and CURVE over tcp")
    void talk(Mechanism mechanism, SocketPair pair, boolean weBind, boolean weAreServer) {
        meet(mechanism, pair, Peer.LOOPBACK, weBind, weAreServer);
    }

    @ParameterizedTest(name = "{0}: {1}, we are the server, and bind: {2}")
    @MethodSource("serverBinds")
    @DisplayName("RFC 24, 26, 37: sockets of compatible types talk to each other behind PLAIN and CURVE over ipc")
    void talk_over_ipc(Mechanism mechanism, SocketPair pair, boolean weAreServer) {
        meet(mechanism, pair, "ipc://" + directory.resolve("socket" + sockets++), weAreServer, weAreServer);
    }

    private void meet(Mechanism mechanism, SocketPair pair, String address, boolean weBind, boolean weAreServer) {
        LibzmqPeer peer = peers.computeIfAbsent(mechanism, SecuredMatrixIT::newPeer);
        try {
            new Meeting(zmq, peer, pair).hold(address, weBind, mechanism.ours(weAreServer), mechanism.theirs(weAreServer));
        } catch (RuntimeException | AssertionError failure) {
            peers.remove(mechanism).close(); // it may be in the middle of a command
            throw failure;
        }
    }

    private static LibzmqPeer newPeer(Mechanism mechanism) {
        LibzmqPeer peer = InteropPeers.libzmq();
        mechanism.prepare(peer);
        return peer;
    }

    @AfterAll
    void close() {
        peers.values().forEach(Peer::close);
        zmq.close();
    }
}
