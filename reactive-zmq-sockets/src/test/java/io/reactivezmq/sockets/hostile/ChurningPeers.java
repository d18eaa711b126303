package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.Handover;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** Sockets that stay, and the ways in which others come to them and go. A way may be taken by several threads at once. */
final class ChurningPeers implements AutoCloseable {

    private static final String TCP = "tcp://127.0.0.1:*";
    private static final int GREETING = 64;
    private static final byte[] DELIMITED = Hex.join(frame(0x01, new byte[0]), message(new byte[] {'q'}));

    private final ZmqContext zmq = TestContexts.builder()
            .options(SocketOptions.builder().linger(EventLog.DEADLINE).build()).build();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();

    private final PullSocket pull = zmq.pull();
    private final RepSocket rep = zmq.rep();
    private final XPubSocket xpub = zmq.xpub();
    private final RouterSocket router = zmq.router(options -> options
            .routing(routing -> routing.notifyConnect(true).notifyDisconnect(true).handover(Handover.REPLACE)));
    private final PushSocket push = zmq.push();
    private final Endpoint sink = pull.bindNow(TCP);
    private final Endpoint service = rep.bindNow(TCP);
    private final Endpoint publisher = xpub.bindNow(TCP);
    private final Endpoint named = router.bindNow(TCP);
    private final Endpoint path = pull.bindNow("ipc://*");
    private final Endpoint inproc = xpub.bindNow("inproc://churn");

    ChurningPeers() {
        pull.receive().subscribe(message -> arrived.incrementAndGet());
        rep.reply(Mono::just).subscribe();
        xpub.receive().subscribe();
        router.receive().subscribe();
    }

    ZmqContext zmq() {
        return zmq;
    }

    List<Runnable> ways() {
        return List.of(this::messageAndEnd, this::resetAnywhere, this::request, this::subscriptions, this::identity,
                this::garbage, this::ownSocketOnTcp, this::ownSocketOnIpc, this::ownRequester, this::ownSubscriberOnInproc,
                this::ownName, this::nobodyBound, this::connectAndDisconnect, this::listener);
    }

    /** Nobody is connected but who stays. */
    boolean areGone() {
        return pull.statistics().peers() + rep.statistics().peers() + router.statistics().peers() == 0
                && xpub.statistics().peers() == 0 && xpub.topicsCount() == 0 && push.statistics().peers() == 0;
    }

    void assertAllArrived() {
        assertThat(arrived).hasValue(sent.get());
    }

    @Override
    public String toString() {
        return "pull " + pull.statistics() + "\nrep " + rep.statistics() + "\nrouter " + router.statistics()
                + "\nxpub " + xpub.statistics() + ", " + xpub.topicsCount() + " topics\npush " + push.statistics();
    }

    // ---- plain sockets

    /** A whole peer of this type in one write; what it has to say follows the handshake. */
    private static byte[] peer(String type, byte[]... says) {
        return Hex.join(greeting(1, "NULL"), ready(type), Hex.join(says));
    }

    private static void readHandshake(RawPeer peer) {
        peer.read(GREETING);
        byte[] header = peer.read(2);
        peer.read(header[1]);
    }

    private void messageAndEnd() {
        sent.incrementAndGet();
        try (RawPeer peer = RawPeer.connectTo(sink)) {
            peer.send(peer("PUSH", message(new byte[1_000])));
            readHandshake(peer);
            peer.halfClose().expectClosed();
        }
    }

    /** After each number of bytes in turn, from none to all of a message in two frames. */
    private void resetAnywhere() {
        byte[] all = peer("DEALER", frame(0x01, new byte[300]), frame(0x00, new byte[300]));
        RawPeer peer = RawPeer.connectTo(named);
        peer.sendAsLongAsItIsTaken(Arrays.copyOf(all, number.incrementAndGet() * 7 % (all.length + 1)));
        peer.reset();
    }

    private void request() {
        RawPeer peer = RawPeer.connectTo(service).send(peer("REQ", DELIMITED));
        readHandshake(peer);
        peer.expect(DELIMITED).reset();
    }

    private void subscriptions() {
        byte[] topic = ("topic " + number.incrementAndGet()).getBytes(UTF_8);
        RawPeer peer = RawPeer.connectTo(publisher).send(peer("SUB", command("SUBSCRIBE", topic),
                command("SUBSCRIBE", Arrays.copyOf(topic, 100)), command("CANCEL", topic), command("SUBSCRIBE", topic)));
        readHandshake(peer);
        peer.reset();
    }

    /** Half of them with a name that the one before has as well. */
    private void identity() {
        String name = "name " + number.incrementAndGet() / 2;
        RawPeer peer = RawPeer.connectTo(named).send(Hex.join(greeting(1, "NULL"),
                ready(property("Socket-Type", "DEALER"), property("Identity", name)), message(new byte[10])));
        readHandshake(peer);
        router.trySend(RoutingId.of(name), ZmqMessage.of("back"));
        peer.reset();
    }

    /** Sent away by us. */
    private void garbage() {
        try (RawPeer peer = RawPeer.connectTo(sink)) {
            peer.send("'GET / HTTP/1.1'").expectClosed();
        }
    }

    // ---- sockets of ours

    private void ownSocketOnTcp() {
        push(sink);
    }

    private void ownSocketOnIpc() {
        push(path);
    }

    private void push(Endpoint endpoint) {
        sent.incrementAndGet();
        try (PushSocket other = zmq.push()) {
            other.connectNow(endpoint);
            other.send(ZmqMessage.of("one")).block(EventLog.DEADLINE);
        }
    }

    private void ownRequester() {
        try (ReqSocket req = zmq.req()) {
            req.connectNow(service);
            req.request(ZmqMessage.of("question")).block(EventLog.DEADLINE);
        }
    }

    private void ownSubscriberOnInproc() {
        try (SubSocket sub = zmq.sub()) {
            sub.subscribe("own " + number.incrementAndGet());
            sub.connectNow(inproc);
            xpub.trySend(ZmqMessage.of("own"));
        }
    }

    /** A name of inproc, and one of a peer. */
    private void ownName() {
        int own = number.incrementAndGet();
        try (RouterSocket bound = zmq.router(); DealerSocket dealer = zmq.dealer(options -> options.routingId("own " + own))) {
            dealer.connectNow("inproc://" + own);
            dealer.send(ZmqMessage.of("there")).block(EventLog.DEADLINE);
            bound.bindNow("inproc://" + own);
            bound.receive().next().block(EventLog.DEADLINE);
        }
    }

    private void nobodyBound() {
        try (PushSocket alone = zmq.push()) {
            alone.connectNow("inproc://nobody " + number.incrementAndGet());
        }
    }

    /** Endpoints of a socket that stays. */
    private void connectAndDisconnect() {
        try (PullSocket other = zmq.pull()) {
            Endpoint endpoint = other.bindNow(number.incrementAndGet() % 2 == 0 ? TCP : "ipc://*");
            push.connectNow(endpoint);
            push.disconnect(endpoint).block(EventLog.DEADLINE);
        }
    }

    /** A listener that goes while a peer is there. */
    private void listener() {
        Endpoint endpoint = pull.bindNow(TCP);
        try (PushSocket other = zmq.push(options -> options.reconnect(reconnect -> reconnect.enabled(false)))) {
            other.connectNow(endpoint);
            pull.unbind(endpoint).block(EventLog.DEADLINE);
        }
    }

    @Override
    public void close() {
        zmq.close();
    }
}
