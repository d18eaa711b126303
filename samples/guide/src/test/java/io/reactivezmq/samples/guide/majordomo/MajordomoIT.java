package io.reactivezmq.samples.guide.majordomo;

import static io.reactivezmq.samples.guide.Pyzmq.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.Pyzmq;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Clients and workers of libzmq, in Python, written from the RFCs. */
class MajordomoIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    private static final String CLIENT_1 = """
            import sys, zmq
            req = zmq.Context().socket(zmq.REQ)
            req.linger, req.rcvtimeo = 0, 30000
            req.connect(sys.argv[1])
            for i in range(3):
                req.send_multipart([b"MDPC01", b"shout", b"hello %d" % i])
                print(b"|".join(req.recv_multipart()).decode())
            """;

    private static final String MANAGER = """
            import sys, zmq
            req = zmq.Context().socket(zmq.REQ)
            req.linger, req.rcvtimeo = 0, 30000
            req.connect(sys.argv[1])
            for service, argument in ((b"mmi.service", b"shout"), (b"mmi.service", b"whisper"), (b"mmi.echo", b"shout")):
                req.send_multipart([b"MDPC01", service, argument])
                print(b"|".join(req.recv_multipart()).decode())
            """;

    private static final String CLIENT_2 = """
            import sys, zmq
            dealer = zmq.Context().socket(zmq.DEALER)
            dealer.linger, dealer.rcvtimeo = 0, 30000
            dealer.connect(sys.argv[1])
            dealer.send_multipart([b"MDPC02", b"\\x01", b"count", b"2"])
            command = b""
            while command != b"\\x03":
                header, command, service, body = dealer.recv_multipart()
                print(header.decode(), command[0], service.decode(), body.decode())
            """;

    /** Answers two requests; the second one after a while in which only its heartbeats tell that it lives. */
    private static final String WORKER_1 = """
            import sys, time, zmq
            dealer = zmq.Context().socket(zmq.DEALER)
            dealer.linger = 5000
            dealer.connect(sys.argv[1])
            dealer.send_multipart([b"", b"MDPW01", b"\\x01", b"python"])
            answered, beats = 0, 0
            while answered < 2 or beats < 2:
                if not dealer.poll(200):
                    dealer.send_multipart([b"", b"MDPW01", b"\\x04"])
                    continue
                empty, header, command, *rest = dealer.recv_multipart()
                assert (empty, header) == (b"", b"MDPW01"), (empty, header)
                if command == b"\\x02":
                    client, delimiter, body = rest
                    assert delimiter == b""
                    dealer.send_multipart([b"", b"MDPW01", b"\\x03", client, b"", b"python: " + body])
                    answered += 1
                elif command == b"\\x04":
                    beats += 1
                else:
                    print("unexpected", command)
                    break
            dealer.send_multipart([b"", b"MDPW01", b"\\x05"])
            print("answered", answered)
            """;

    private static final String WORKER_2 = """
            import sys, zmq
            dealer = zmq.Context().socket(zmq.DEALER)
            dealer.linger, dealer.rcvtimeo = 5000, 30000
            dealer.connect(sys.argv[1])
            dealer.send_multipart([b"MDPW02", b"\\x01", b"python"])
            command = b""
            while command != b"\\x02":
                header, command, *rest = dealer.recv_multipart()
            client, delimiter, body = rest
            for part in (b"a", b"b"):
                dealer.send_multipart([b"MDPW02", b"\\x03", client, b"", part])
            dealer.send_multipart([b"MDPW02", b"\\x04", client, b"", b"c"])
            print("answered")
            """;

    private final ZmqContext zmq = ZmqContext.create();
    private final Broker broker = new Broker(zmq, HEARTBEAT, LIMIT, 100, 100, Schedulers.parallel());
    private final Endpoint address = broker.bind("tcp://127.0.0.1:*");
    private final Client client = new Client(zmq, address, Schedulers.parallel());

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Pyzmq.require();
        broker.run().subscribe();
    }

    @AfterEach
    void close() {
        zmq.close();
    }

    private Process python(String script) throws IOException {
        return Pyzmq.start(script, address.toString());
    }

    @Test
    @DisplayName("RFC 7: a client of libzmq is answered by our worker")
    void a_client_of_the_older_version() throws IOException, InterruptedException {
        Worker.serve(zmq, address, Mdp.WORKER_1, "shout", request -> Mono.just(ZmqMessage.of(request.frameAsString(0) + "!")),
                HEARTBEAT, Schedulers.parallel()).subscribe();

        assertThat(said(python(CLIENT_1)))
                .containsExactly("MDPC01|shout|hello 0!", "MDPC01|shout|hello 1!", "MDPC01|shout|hello 2!", "0");
    }

    @Test
    @DisplayName("RFC 7: our client is answered by a worker of libzmq, and heartbeats go both ways")
    void a_worker_of_the_older_version() throws IOException, InterruptedException {
        Process worker = python(WORKER_1);

        assertThat(client.request("python", ZmqMessage.of("1"), LIMIT, 0).block(LIMIT)).isEqualTo(ZmqMessage.of("python: 1"));
        assertThat(client.request("python", ZmqMessage.of("2"), LIMIT, 0).block(LIMIT)).isEqualTo(ZmqMessage.of("python: 2"));
        assertThat(said(worker)).containsExactly("answered 2", "0");
    }

    @Test
    @DisplayName("RFC 8: a client of libzmq is told which services there are, and which words the broker does not know")
    void a_client_asks_the_broker_itself() throws IOException, InterruptedException {
        Worker.serve(zmq, address, Mdp.WORKER_1, "shout", Mono::just, HEARTBEAT, Schedulers.parallel()).subscribe();
        client.request("shout", ZmqMessage.of("are you there?"), LIMIT, 0).block(LIMIT);

        assertThat(said(python(MANAGER)))
                .containsExactly("MDPC01|mmi.service|200", "MDPC01|mmi.service|404", "MDPC01|mmi.echo|501", "0");
    }

    @Test
    @DisplayName("RFC 18: a client of libzmq gets the parts of our worker's answer")
    void a_client_of_the_newer_version() throws IOException, InterruptedException {
        Worker.serve(zmq, address, Mdp.WORKER_2, "count",
                request -> Flux.range(1, Integer.parseInt(request.frameAsString(0))).map(i -> ZmqMessage.of("part " + i)),
                HEARTBEAT, Schedulers.parallel()).subscribe();

        assertThat(said(python(CLIENT_2))).containsExactly("MDPC02 2 count part 1", "MDPC02 3 count part 2", "0");
    }

    @Test
    @DisplayName("RFC 18: our client gets the parts of an answer of libzmq's worker")
    void a_worker_of_the_newer_version() throws IOException, InterruptedException {
        Process worker = python(WORKER_2);

        assertThat(client.stream("python", ZmqMessage.of("?"), LIMIT).map(part -> part.frameAsString(0)).collectList().block(LIMIT))
                .containsExactly("a", "b", "c");
        assertThat(said(worker)).containsExactly("answered", "0");
    }
}
