package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.util.internal.PlatformDependent;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PushSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@DisplayName("every case: file descriptors and direct memory are back to base")
class ChurnTest {

    private static final int CYCLES = 500;
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    /** Allocators keep some arenas for the next time; a leak of a read or a batch a cycle would be far more. */
    private static final long KEPT = 16L << 20;
    /** Class loading and name lookups of the JVM itself open files now and then. */
    private static final long OTHER_FILES = 5;

    private final PullUnderAttack socket = new PullUnderAttack();

    @AfterEach
    void close() {
        socket.close();
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void returnsTo(long most, LongSupplier value) {
        Flux.interval(Duration.ofMillis(10)).onBackpressureDrop().filter(tick -> value.getAsLong() <= most)
                .blockFirst(EventLog.DEADLINE);
    }

    private void assertBackToBaseAfter(Runnable cycle) {
        assumeTrue(Files.isDirectory(OPEN_FILES), "needs /proc");
        for (int i = 0; i < CYCLES / 10; i++) {
            cycle.run();
        }
        socket.assertBystanderIsServed();
        long files = openFiles();
        long memory = PlatformDependent.usedDirectMemory();
        for (int i = 0; i < CYCLES; i++) {
            cycle.run();
        }
        returnsTo(files + OTHER_FILES, ChurnTest::openFiles);
        returnsTo(memory + KEPT, PlatformDependent::usedDirectMemory);
        assertThat(socket.pull.statistics().peers()).isEqualTo(1);
        socket.assertBystanderIsServed();
    }

    @Test
    @DisplayName("500 peers that come, send and leave")
    void peersThatLeaveInGoodOrderLeaveNothingBehind() {
        assertBackToBaseAfter(() -> {
            RawPeer peer = socket.attackerOfType("PUSH").send(message(new byte[10_000]));
            socket.next();
            SocketAddress address = peer.address();
            peer.close();
            socket.events().await(Disconnected.class, end -> end.peer().equals(address));
        });
    }

    @Test
    @DisplayName("500 peers that reset the connection in the middle of a message")
    void peersThatResetLeaveNothingBehind() {
        byte[] half = Arrays.copyOf(message(new byte[10_000]), 5_000);
        assertBackToBaseAfter(() -> {
            RawPeer peer = socket.attackerOfType("PUSH").send(half);
            SocketAddress address = peer.address();
            peer.reset();
            socket.events().await(Disconnected.class, end -> end.peer().equals(address));
        });
    }

    @Test
    @DisplayName("500 peers that leave in the middle of the handshake")
    void peersThatNeverGetReadyLeaveNothingBehind() {
        assertBackToBaseAfter(() -> {
            RawPeer peer = socket.attacker().send(greeting(1, "NULL"));
            SocketAddress address = peer.address();
            peer.close();
            socket.events().await(HandshakeFailed.class, end -> end.peer().equals(address));
        });
    }

    @Test
    @DisplayName("500 sockets that connect, send and are closed")
    void socketsLeaveNothingBehind() {
        assertBackToBaseAfter(() -> {
            PushSocket push = socket.zmq.push(changes -> changes.linger(EventLog.DEADLINE));
            push.connectNow(socket.endpoint());
            push.send(ZmqMessage.of("one")).block(EventLog.DEADLINE);
            push.close();
            socket.next();
        });
    }
}
