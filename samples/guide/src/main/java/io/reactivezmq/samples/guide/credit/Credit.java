package io.reactivezmq.samples.guide.credit;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.ZmqContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Operators;

/**
 * Credit-based flow control: a {@code Flux} of one process is subscribed to in another one, and {@code request(n)}, cancel,
 * completion and errors cross the wire.
 *
 * <p>The guide's file transfer has a client that asks for chunks, so many ahead as it can take, and counts them by hand. That is
 * what a subscriber does anyway: here each {@code request(n)} becomes a message REQUEST n, and each onNext one NEXT. Nothing is
 * sent that was not asked for, so neither side needs a big queue, and a slow consumer slows down the source and not the network.
 */
public final class Credit {

    private final DealerSocket socket;
    private final FluxSink<ZmqMessage> sink;
    /** Asked for by the subscriber, and not yet by us. */
    private long wanted;
    private long outstanding;

    private Credit(DealerSocket socket, FluxSink<ZmqMessage> sink) {
        this.socket = socket;
        this.sink = sink;
    }

    /** What a {@link CreditSource} offers. Cold; each subscription has a connection, and fails when that is lost. */
    static Flux<ZmqMessage> subscribe(ZmqContext zmq, Endpoint source) {
        return Flux.create(sink -> {
            DealerSocket socket = zmq.dealer();
            Credit credit = new Credit(socket, sink);
            sink.onDispose(() -> socket.send(CreditMessages.CANCEL).onErrorComplete().then(socket.disposeLater()).subscribe());
            socket.events().ofType(Disconnected.class).subscribe(end -> sink.error(new ZmqConnectionException(ErrorCode.ECONNRESET,
                    "the connection to " + source + " was lost: subscribe again for another stream", end.cause())));
            socket.receive().subscribe(credit::take, sink::error, sink::complete);
            socket.connect(source).subscribe(connected -> sink.onRequest(credit::want), sink::error);
        });
    }

    private void take(ZmqMessage message) {
        switch (message.frameAsString(0)) {
            case "NEXT" -> {
                if (message.frameCount() > 1 && arrived()) {
                    sink.next(message.withoutFirst(1));
                } else {
                    sink.error(new IllegalStateException("the source sent what it was not asked for"));
                }
            }
            case "COMPLETE" -> sink.complete();
            case "ERROR" -> sink.error(new IllegalStateException(
                    "the source failed: " + message.frameAsString(message.frameCount() - 1)));
            default -> sink.error(new IllegalStateException("the source does not speak this protocol: " + message));
        }
    }

    private synchronized void want(long n) {
        wanted = Operators.addCap(wanted, n);
        grant();
    }

    private synchronized boolean arrived() {
        if (outstanding == 0) {
            return false;
        }
        outstanding--;
        grant();
        return true;
    }

    /** Renewed when half of it is used up, so that not every message costs one. */
    private void grant() {
        long more = Math.min(wanted, CreditMessages.WINDOW - outstanding);
        if (more > 0 && outstanding <= CreditMessages.WINDOW / 2) {
            wanted -= wanted == Long.MAX_VALUE ? 0 : more;
            outstanding += more;
            socket.send(CreditMessages.request(more)).subscribe(null, sink::error);
        }
    }

    /** A source that says what is asked of it, and a subscriber that asks for two at a time. */
    public static void main(String[] arguments) {
        try (ZmqContext zmq = ZmqContext.create()) {
            CreditSource source = new CreditSource(zmq, 100, () -> Flux.range(1, 6).map(i -> ZmqMessage.of("chunk " + i)));
            Endpoint address = source.bind("tcp://127.0.0.1:*");
            source.run().subscribe();
            Flux<ZmqMessage> chunks = subscribe(zmq, address)
                    .doOnRequest(n -> System.out.println("request(" + n + ")"))
                    .doOnComplete(() -> System.out.println("complete"));
            chunks.toIterable(2).forEach(System.out::println);
        }
    }
}
