package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.StreamSocket;
import io.reactivezmq.sockets.SubSocket;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscriber;

/** The subscribers that the TCK verifies, each with a peer behind it that takes everything. */
final class SubscriberTck {

    private SubscriberTck() {
    }

    static PushSocket push(TckRun run) {
        PushSocket push = run.opened(run.zmq().push());
        PullSocket pull = run.opened(run.zmq().pull());
        run.running(pull.receive().subscribe());
        push.connectNow(run.bind(pull));
        return push;
    }

    static PubSocket pub(TckRun run) {
        PubSocket pub = run.opened(run.zmq().pub());
        SubSocket sub = run.opened(run.zmq().sub());
        sub.subscribe("");
        run.running(sub.receive().subscribe());
        sub.connectNow(run.bind(pub));
        return pub;
    }

    /** Connected to a server that it knows by this id. */
    static StreamSocket stream(TckRun run, RoutingId server) {
        StreamSocket listening = run.opened(run.zmq().stream());
        run.running(listening.receive().subscribe());
        StreamSocket stream = run.opened(run.zmq().stream());
        stream.connect(run.bind(listening), server).block();
        return stream;
    }

    /** The subscriber with which {@code send(publisher)} subscribes. */
    static Subscriber<? super ZmqMessage> ofSend(TckRun run, SendingSocket socket) {
        AtomicReference<Subscriber<? super ZmqMessage>> subscriber = new AtomicReference<>();
        run.running(socket.send((org.reactivestreams.Publisher<ZmqMessage>) subscriber::set).subscribe(sent -> { }, error -> { }));
        return Objects.requireNonNull(subscriber.get());
    }

    static ZmqMessage message(int number) {
        return ZmqMessage.builder().addInt(number).build();
    }
}
