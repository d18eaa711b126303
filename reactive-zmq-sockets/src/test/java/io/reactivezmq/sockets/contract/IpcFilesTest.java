package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.LIMIT;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.IpcEndpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.event.CloseFailed;
import io.reactivezmq.core.event.Closed;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The files that ipc makes, replaces and takes away, and those that it does not touch. */
class IpcFilesTest {

    @RegisterExtension
    private final ContractRun run = new ContractRun(IpcContractTransport::new);

    @TempDir
    private Path directory;

    private ZmqContext zmq() {
        return run.zmq();
    }

    private Path path() {
        return directory.resolve("socket");
    }

    private Endpoint endpoint() {
        return new IpcEndpoint(path().toString());
    }

    @Test
    @DisplayName("zmq_ipc(7): the path is that of the socket file, and nothing else is left beside it")
    void bind_makes_one_file() {
        assertThat(zmq().pull().bindNow(endpoint())).isEqualTo(endpoint());

        assertThat(files()).containsExactly(path());
    }

    @Test
    void unbind_takes_the_file_away() {
        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint());

        pull.unbind(endpoint()).block(LIMIT);

        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("zmq_socket_monitor(3): CLOSE_FAILED, the file or its directory could not be removed")
    void what_unbind_cannot_take_away_is_told() throws IOException {
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        IpcEndpoint bound = (IpcEndpoint) pull.bindNow("ipc://*");
        Path own = Path.of(bound.path()).getParent();
        Path intruder = Files.createFile(own.resolve("intruder"));

        pull.unbind(bound).block(LIMIT);

        assertThat(events.kindsUntil(Closed.class)).endsWith(CloseFailed.class, Closed.class);
        assertThat(events.await(CloseFailed.class).cause()).hasMessageContaining(own.toString());
        Files.delete(intruder);
        Files.delete(own);
    }

    @Test
    void closing_the_socket_takes_the_file_away() {
        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint());

        pull.close();

        assertThat(files()).isEmpty();
    }

    @Test
    void closing_the_context_takes_the_file_away() {
        ZmqContext context = TestContexts.create();
        context.pull().bindNow(endpoint());

        context.close();

        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("test_ipc_wildcard.cpp: * is a path in a new directory, ZMQ_LAST_ENDPOINT tells it; both go with the socket")
    void a_wildcard_has_a_directory_of_its_own() {
        PullSocket pull = zmq().pull();

        Path file = Path.of(((IpcEndpoint) pull.bindNow("ipc://*")).path());

        assertThat(file).exists();
        pull.close();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void a_relative_path_is_relative_to_where_the_process_was_started() {
        Path relative = Path.of("").toAbsolutePath().relativize(path());
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();

        pull.bindNow("ipc://" + relative);
        push.connectNow("ipc://" + relative);
        push.send(numbered(0, 10)).subscribe();

        assertThat(files()).containsExactly(path());
        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    void a_socket_file_that_nobody_answers_at_is_replaced() throws IOException {
        listenAt(path()).close();
        assertThat(path()).exists();
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();

        pull.bindNow(endpoint());
        push.connectNow(endpoint());
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
        assertThat(files()).containsExactly(path());
    }

    @Test
    @DisplayName("zmq_bind(3): EADDRINUSE; libzmq would take the path away from the other one")
    void a_path_that_another_process_listens_at_is_left_to_it() throws IOException {
        try (ServerSocketChannel other = listenAt(path())) {
            assertRefused(endpoint(), ErrorCode.EADDRINUSE, "listens there");

            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
                assertThat(client.isConnected()).isTrue();
            }
            assertThat(other.isOpen()).isTrue();
        }
        assertThat(files()).containsExactly(path());
    }

    @Test
    @DisplayName("zmq_bind(3): EADDRINUSE, in another context too, and the first one goes on")
    void two_contexts_do_not_share_a_path() {
        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint());

        try (ZmqContext other = TestContexts.create()) {
            assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> other.pull().bindNow(endpoint()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EADDRINUSE));
        }

        PushSocket push = zmq().push();
        push.connectNow(endpoint());
        push.send(numbered(0, 10)).subscribe();
        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    void what_has_taken_the_place_of_the_file_meanwhile_is_left_there() throws IOException {
        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint());
        Files.delete(path());

        try (ServerSocketChannel thief = listenAt(path())) {
            pull.unbind(endpoint()).block(LIMIT);

            assertThat(thief.isOpen()).isTrue();
            assertThat(files()).containsExactly(path());
        }
    }

    @Test
    void a_file_that_was_taken_away_meanwhile_is_not_missed() throws IOException {
        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint());
        Files.delete(path());

        pull.unbind(endpoint()).block(LIMIT);

        assertThat(pull.bindNow(endpoint())).isEqualTo(endpoint());
    }

    @Test
    @DisplayName("zmq_ipc(7): a path may have 107 bytes, one less on NIO, and a longer one is an error that says so")
    void the_longest_path_can_be_bound_though_a_stale_socket_is_there() throws IOException {
        int longest = zmq().io() == IoTransport.NIO ? IpcEndpoint.MAX_PATH_BYTES - 1 : IpcEndpoint.MAX_PATH_BYTES;
        Path path = directory.resolve("x".repeat(longest - directory.toString().length() - 1));
        Endpoint endpoint = new IpcEndpoint(path.toString());
        listenAt(path()).close();
        Files.move(path(), path);
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();

        pull.bindNow(endpoint);
        push.connectNow(endpoint);
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
        assertThat(files()).containsExactly(path);
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> zmq().pull().bindNow(endpoint + "x"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENAMETOOLONG));
    }

    private void assertRefused(Endpoint endpoint, ErrorCode code, String text) {
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> zmq().pull().bindNow(endpoint))
                .withMessageContaining(text)
                .withMessageContaining(endpoint.toString())
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Somebody else's listener; the JDK leaves its file behind. */
    private static ServerSocketChannel listenAt(Path path) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }
}
