package io.reactivezmq.samples.guide.majordomo;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Locale;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Majordomo: clients ask for services by name, and a broker knows who has them (RFC 7, and RFC 18 for answers of several parts).
 *
 * <p>The guide builds broker, worker and client around poll loops with a clock in each. Here the {@link Broker} is one stream of
 * messages and heartbeats over a table; a {@link Worker} is an answer that is sent, {@code timeout} for a silent broker, and {@code
 * retryWhen} to find it again; a {@link Client} is a request with a timeout, and an answer of several parts a {@code Flux}. They
 * talk to the guide's workers and clients in other languages.
 *
 * <p>A worker may get a job a second time that another one has begun: the protocol wants work to be idempotent.
 * Three are given it at most, and none when a part of the answer has gone out: then the client's deadline tells it.
 */
public final class Majordomo {

    private static final Duration HEARTBEAT = Duration.ofMillis(2500);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Scheduler TIMER = Schedulers.parallel();

    private Majordomo() {
    }

    /** A broker, two workers, a client; and the same for the newer version, with an answer in parts. */
    public static void main(String[] arguments) {
        try (ZmqContext zmq = ZmqContext.create()) {
            Broker broker = new Broker(zmq, HEARTBEAT, LIMIT, 10_000, 1000, TIMER);
            Endpoint address = broker.bind("tcp://127.0.0.1:*");
            broker.run().subscribe();
            Worker.serve(zmq, address, Mdp.WORKER_1, "shout", Majordomo::shout, HEARTBEAT, TIMER).subscribe();
            Worker.serve(zmq, address, Mdp.WORKER_2, "count", Majordomo::count, HEARTBEAT, TIMER).subscribe();

            Client client = new Client(zmq, address, TIMER);
            System.out.println("shout: " + client.request("shout", ZmqMessage.of("hello"), LIMIT, 3).block());
            client.stream("count", ZmqMessage.of("3"), LIMIT).toIterable().forEach(part -> System.out.println("count: " + part));
        }
    }

    private static Publisher<ZmqMessage> shout(ZmqMessage request) {
        return Mono.just(ZmqMessage.of(request.frameAsString(0).toUpperCase(Locale.ROOT)));
    }

    private static Publisher<ZmqMessage> count(ZmqMessage request) {
        return Flux.range(1, Integer.parseInt(request.frameAsString(0))).map(i -> ZmqMessage.of("part " + i));
    }
}
