package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IpcSocketContractTest extends TransportContract implements NetworkContract {

    IpcSocketContractTest() {
        super(IpcContractTransport::new);
    }

    @Test
    @DisplayName("test_abstract_ipc.cpp: @name is a name without a file, and ZMQ_LAST_ENDPOINT is what was asked for")
    void messages_travel_to_an_abstract_name() {
        assumeFalse(zmq().io() == IoTransport.NIO || zmq().io() == IoTransport.KQUEUE, "needs Linux and native I/O");
        String name = "ipc://@" + UUID.randomUUID();
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();

        Endpoint bound = pull.bindNow(name);
        push.connectNow(name);
        push.send(numbered(0, 10)).subscribe();

        assertThat(bound).hasToString(name);
        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> zmq().pull().bindNow(name))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EADDRINUSE));
        pull.unbind(bound).block(LIMIT);
        zmq().pull().bindNow(name);
    }

    @Test
    @DisplayName("the JDK has no abstract names: the error says what to choose")
    void nio_refuses_an_abstract_name() {
        assumeTrue(zmq().io() == IoTransport.NIO, "native I/O has abstract names");

        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> zmq().pull().bindNow("ipc://@name"))
                .withMessageContaining("EPOLL")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EPROTONOSUPPORT));
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> zmq().push().connectNow("ipc://@name"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EPROTONOSUPPORT));
    }
}
