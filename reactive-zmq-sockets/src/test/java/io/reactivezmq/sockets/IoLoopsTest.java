package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.options.SocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H17: io_uring refused by seccomp, memlock small, ring full -> fall back and say so")
class IoLoopsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** As {@code ENOMEM} or {@code EMFILE} shows itself: the transport is there, a ring for each loop is not. */
    private static Function<IoTransport, EventLoopGroup> refusing(IoTransport... refused) {
        Set<IoTransport> without = Set.of(refused);
        return io -> {
            if (without.contains(io)) {
                throw new IllegalStateException("failed to create a child event loop");
            }
            return nio();
        };
    }

    private static EventLoopGroup nio() {
        return NettyStack.newGroup(IoTransport.NIO, 1, Executors.defaultThreadFactory(), Duration.ZERO);
    }

    private static IoTransport chosen(List<IoTransport> available, Function<IoTransport, EventLoopGroup> groups) {
        IoLoops loops = IoLoops.create(IoTransport.AUTO, 1, available::contains, groups);
        loops.disposeLater(Duration.ZERO, LIMIT).block(LIMIT);
        return loops.io();
    }

    @Test
    void the_best_that_is_available_is_chosen() {
        assertThat(chosen(List.of(IoTransport.IO_URING, IoTransport.EPOLL, IoTransport.NIO), refusing()))
                .isEqualTo(IoTransport.IO_URING);
        assertThat(chosen(List.of(IoTransport.EPOLL, IoTransport.NIO), refusing())).isEqualTo(IoTransport.EPOLL);
    }

    @Test
    void what_is_available_but_cannot_be_made_is_passed_over() {
        List<IoTransport> available = List.of(IoTransport.IO_URING, IoTransport.EPOLL, IoTransport.NIO);

        assertThat(chosen(available, refusing(IoTransport.IO_URING))).isEqualTo(IoTransport.EPOLL);
        assertThat(chosen(available, refusing(IoTransport.IO_URING, IoTransport.EPOLL))).isEqualTo(IoTransport.NIO);
    }

    @Test
    void a_native_library_that_does_not_load_after_all_is_passed_over() {
        assertThat(chosen(List.of(IoTransport.EPOLL, IoTransport.NIO), io -> {
            if (io == IoTransport.EPOLL) {
                throw new UnsatisfiedLinkError("not for this libc");
            }
            return nio();
        })).isEqualTo(IoTransport.NIO);
    }

    @Test
    void who_asks_for_one_gets_that_or_an_error() {
        assertThatThrownBy(() -> IoLoops.create(IoTransport.IO_URING, 1, io -> true, refusing(IoTransport.IO_URING)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> IoLoops.create(IoTransport.IO_URING, 1, io -> false, refusing()))
                .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining("AUTO");
    }

    @Test
    @DisplayName("a socket whose loops have ended cannot connect: ETERM")
    void connecting_without_loops_is_told_by_name() {
        IoLoops loops = IoLoops.create(IoTransport.NIO, 1, Duration.ZERO);
        SocketSetup setup = SocketSetup.of(SocketType.PUSH, SocketOptions.defaults(), new ContextResources(loops));
        try (PushSocket push = new PushSocket(setup)) {
            loops.disposeLater(Duration.ZERO, LIMIT).block(LIMIT);

            assertThatThrownBy(() -> push.connectNow("tcp://127.0.0.1:1")).isInstanceOfSatisfying(
                    ZmqClosedException.class, closed -> assertThat(closed.code()).isEqualTo(ErrorCode.ETERM));
            assertThat(push.core.endpoints()).isEmpty();
        }
    }
}
