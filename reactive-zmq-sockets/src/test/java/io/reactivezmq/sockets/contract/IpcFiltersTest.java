package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.LIMIT;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.event.AcceptFailed;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.options.IpcOptions;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may connect over ipc: ZMQ_IPC_FILTER_PID, _UID and _GID, as test_filter_ipc.cpp has them. */
class IpcFiltersTest {

    private static final long OWN_PID = ProcessHandle.current().pid();
    /** Nobody here has these. */
    private static final long OTHER_PID = 1;
    private static final long OTHER_ID = 4_000_000_000L;

    @RegisterExtension
    private final ContractRun run = new ContractRun(IpcContractTransport::new);

    private ZmqContext zmq() {
        return run.zmq();
    }

    private PullSocket filtered(Consumer<IpcOptions.Builder> filters) {
        return zmq().pull(options -> options.ipc(filters));
    }

    @Test
    void the_own_process_is_admitted() {
        assumeCredentials();

        assertAdmitted(filtered(ipc -> ipc.filterPids(OWN_PID)));
    }

    @Test
    void the_own_user_is_admitted() throws IOException {
        assumeCredentials();
        long uid = own("unix:uid");

        assertAdmitted(filtered(ipc -> ipc.filterUids(uid)));
    }

    @Test
    void the_own_group_is_admitted() throws IOException {
        assumeCredentials();
        long gid = own("unix:gid");

        assertAdmitted(filtered(ipc -> ipc.filterGids(gid)));
    }

    @Test
    @DisplayName("zmq_setsockopt(3), ZMQ_IPC_FILTER_*: one hit in any of the lists admits")
    void one_hit_is_enough() {
        assumeCredentials();

        assertAdmitted(filtered(ipc -> ipc.filterPids(OTHER_PID, OWN_PID).filterUids(OTHER_ID).filterGids(OTHER_ID)));
    }

    @Test
    void who_is_in_none_of_the_sets_is_refused_with_an_event_that_names_the_process() {
        assumeCredentials();
        PullSocket pull = filtered(ipc -> ipc.filterPids(OTHER_PID).filterUids(OTHER_ID).filterGids(OTHER_ID));
        EventLog events = EventLog.of(pull);
        PushSocket push = zmq().push();

        push.connectNow(pull.bindNow("ipc://*"));

        AcceptFailed refused = events.await(AcceptFailed.class, 2).get(1);
        assertThat(refused.cause()).isInstanceOf(ZmqSecurityException.class)
                .hasMessageContaining("pid " + OWN_PID).hasMessageContaining("ipc.filterUids");
        pull.close();
        assertThat(events.all()).extracting(SocketEvent::getClass).doesNotContain(Accepted.class);
    }

    @Test
    void filters_are_those_of_the_bound_socket_only() {
        assumeCredentials();
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push(options -> options.ipc(ipc -> ipc.filterPids(OTHER_PID)));

        push.connectNow(pull.bindNow("ipc://*"));
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    void who_was_accepted_is_named_by_path_number_process_and_user() throws IOException {
        assumeCredentials();
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        String path = pull.bindNow("ipc://*").toString().substring("ipc://".length());

        zmq().push().connectNow("ipc://" + path);

        assertThat(events.await(Accepted.class).peer())
                .hasToString(path + "#1 (pid " + OWN_PID + ", uid " + own("unix:uid") + ")");
    }

    @Test
    @DisplayName("Peer-Address: on ipc with SO_PEERCRED a string ending in \":uid:gid:pid\"")
    void a_message_tells_who_sent_it() throws IOException {
        assumeCredentials();
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(pull.bindNow("ipc://*"));
        push.send(numbered(0, 1)).block(LIMIT);

        assertThat(pull.receive().next().map(message -> message.metadata().peerAddress().orElse("none")).block(LIMIT))
                .isEqualTo(":" + own("unix:uid") + ":" + own("unix:gid") + ":" + OWN_PID);
    }

    @Test
    @DisplayName("ZMQ_IPC_FILTER_*: EINVAL where the system has no peer credentials; here bind tells, as only the I/O knows")
    void nio_cannot_filter_and_does_not_pretend_to() {
        assumeTrue(zmq().io() == IoTransport.NIO, "native I/O has peer credentials");
        PullSocket pull = filtered(ipc -> ipc.filterPids(OWN_PID));

        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> pull.bindNow("ipc://*"))
                .withMessageContaining("EPOLL")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EPROTONOSUPPORT));
    }

    private void assertAdmitted(PullSocket pull) {
        PushSocket push = zmq().push();
        push.connectNow(pull.bindNow("ipc://*"));
        push.send(numbered(0, 10)).block(LIMIT);

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    private void assumeCredentials() {
        assumeFalse(zmq().io() == IoTransport.NIO, "NIO has no peer credentials");
    }

    /** What this process is, as its new files tell. */
    private static long own(String attribute) throws IOException {
        Path file = Files.createTempFile("zmq-test", null);
        try {
            return Integer.toUnsignedLong((Integer) Files.getAttribute(file, attribute));
        } finally {
            Files.delete(file);
        }
    }
}
