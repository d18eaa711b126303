package io.reactivezmq.samples.guide.clone;

import static io.reactivezmq.samples.guide.Pyzmq.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.samples.guide.Pyzmq;
import io.reactivezmq.samples.guide.clone.CloneServer.Address;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

/** A client and a server of libzmq, in Python, written from RFC 12. */
class CloneIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PULSE = Duration.ofMillis(200);
    private static final String ANY = "tcp://127.0.0.1:*";

    /** Takes a snapshot of a subtree, sets a key that soon expires, and sees it come and go. */
    private static final String CLIENT = """
            import struct, sys, time, uuid, zmq
            zmq_context = zmq.Context()
            def socket(kind, endpoint):
                made = zmq_context.socket(kind)
                made.linger, made.rcvtimeo = 5000, 30000
                made.connect(endpoint)
                return made
            dealer, sub, pub = socket(zmq.DEALER, sys.argv[1]), socket(zmq.SUB, sys.argv[2]), socket(zmq.XPUB, sys.argv[3])
            sub.subscribe(b"/a/")
            sub.subscribe(b"HUGZ")
            def told(message):
                key, number, ident, properties, value = message
                print(key.decode(), struct.unpack("!q", number)[0], len(ident), repr(properties.decode()), value.decode())
            hugz = sub.recv_multipart()
            told(hugz)
            dealer.send_multipart([b"ICANHAZ?", b"/a/"])
            part = []
            while part[:1] != [b"KTHXBAI"]:
                part = dealer.recv_multipart()
                told(part)
            assert pub.recv() == b"\\x01"
            pub.send_multipart([b"/a/new", struct.pack("!q", 0), uuid.uuid4().bytes, b"ttl=1\\n", b"short"])
            updates = 0
            while updates < 2:
                update = sub.recv_multipart()
                if update != hugz:
                    updates += 1
                    told(update)
            """;

    /** Holds one key, publishes another one when it has been asked, and hugs. */
    private static final String SERVER = """
            import struct, zmq
            zmq_context = zmq.Context()
            router, pub, sub = (zmq_context.socket(kind) for kind in (zmq.ROUTER, zmq.PUB, zmq.SUB))
            sub.subscribe(b"")
            for socket in (router, pub, sub):
                socket.linger = 5000
                print("tcp://127.0.0.1:%d" % socket.bind_to_random_port("tcp://127.0.0.1"), flush=True)
            def entry(key, number, value):
                return [key, struct.pack("!q", number), b"", b"", value]
            for i in range(300):
                if sub.poll(50):
                    key, number, ident, properties, value = sub.recv_multipart()
                    pub.send_multipart([key, struct.pack("!q", 9), ident, properties, value + b" len %d" % len(ident)])
                    break
                pub.send_multipart(entry(b"HUGZ", 0, b""))
                if router.poll(50):
                    client, command, subtree = router.recv_multipart()
                    assert command == b"ICANHAZ?", command
                    router.send_multipart([client] + entry(b"/a/old", 3, b"1"))
                    router.send_multipart([client] + entry(b"KTHXBAI", 3, subtree))
                    pub.send_multipart(entry(b"/a/next", 4, b"2"))
            """;

    private final ZmqContext zmq = ZmqContext.create();

    @BeforeEach
    void require() throws InterruptedException {
        Pyzmq.require();
    }

    @AfterEach
    void close() {
        zmq.close();
    }

    @Test
    @DisplayName("RFC 12: a client of libzmq gets snapshot, heartbeat and updates of our server, and its key expires")
    void a_client_of_libzmq() throws IOException, InterruptedException {
        CloneServer server = new CloneServer(zmq);
        Address address = server.bind(ANY, ANY, ANY);
        server.run(PULSE, Schedulers.parallel()).subscribe();
        XPubSocket writer = zmq.xpub();
        writer.connectNow(address.collector());
        writer.subscriptions().blockFirst(LIMIT);
        Clone clone = new Clone("");
        writer.trySend(KeyValue.set("/a/old", "1").frames());
        writer.trySend(KeyValue.set("/b/old", "2").frames());
        clone.follow(zmq, address, LIMIT, Schedulers.parallel()).takeUntil(change -> clone.map().size() == 2).blockLast(LIMIT);

        assertThat(said(Pyzmq.start(CLIENT, address.snapshots().toString(), address.updates().toString(),
                address.collector().toString()))).containsExactly("HUGZ 0 0 '' ", "/a/old 2 0 '' 1", "KTHXBAI 2 0 '' /a/",
                "/a/new 3 16 'ttl=1\\n' short", "/a/new 4 0 '' ", "0");
    }

    @Test
    @DisplayName("RFC 12: our clone follows a server of libzmq, and what it sets arrives there")
    void a_server_of_libzmq() throws IOException, InterruptedException {
        Process python = Pyzmq.start(SERVER);
        try {
            BufferedReader said = python.inputReader();
            Address address = new Address(Endpoint.parse(said.readLine()), Endpoint.parse(said.readLine()),
                    Endpoint.parse(said.readLine()));
            XPubSocket writer = zmq.xpub();
            writer.connectNow(address.collector());
            writer.subscriptions().blockFirst(LIMIT);
            Clone clone = new Clone("/a/");

            clone.follow(zmq, address, LIMIT, Schedulers.parallel())
                    .doOnNext(change -> {
                        if (change.sequence() == 4) {
                            writer.trySend(KeyValue.set("/a/new", "3").frames());
                        }
                    })
                    .takeUntil(change -> change.sequence() == 9).blockLast(LIMIT);

            assertThat(clone.map()).isEqualTo(Map.of("/a/old", "1", "/a/next", "2", "/a/new", "3 len 16"));
            assertThat(python.waitFor()).isZero();
        } finally {
            python.destroyForcibly();
        }
    }
}
