package io.reactivezmq.samples.guide.majordomo;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.roles.Options;
import io.reactivezmq.samples.guide.roles.Roles;
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

    /** That of its broker, and so of all of its workers. */
    public static final Duration HEARTBEAT = Duration.ofMillis(2500);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_JOBS = 10_000;
    private static final int MAX_OF_SERVICE = 1000;
    private static final Scheduler TIMER = Schedulers.parallel();

    private Majordomo() {
    }

    /** As one program, or as several. */
    public static Roles roles(String pattern) {
        return new Roles(pattern, Majordomo::demonstrate)
                .role("broker", "--bind EP", Majordomo::broker)
                .role("worker", "--connect EP [--service NAME]", (zmq, options) -> Worker.serve(zmq, options.endpoint("--connect"),
                        Mdp.WORKER_1, options.get("--service", "shout"), Majordomo::shout, HEARTBEAT, TIMER))
                .role("client", "--connect EP [--service NAME] [--say TEXT]", Majordomo::client);
    }

    private static Mono<Void> broker(ZmqContext zmq, Options options) {
        Broker broker = new Broker(zmq, HEARTBEAT, LIMIT, MAX_JOBS, MAX_OF_SERVICE, TIMER);
        System.out.println("bound to " + broker.bind(options.get("--bind")));
        return broker.run();
    }

    private static Mono<Void> client(ZmqContext zmq, Options options) {
        return new Client(zmq, options.endpoint("--connect"), TIMER)
                .request(options.get("--service", "shout"), ZmqMessage.of(options.get("--say", "hello")), LIMIT, 3)
                .doOnNext(answer -> System.out.println(Roles.text(answer))).then();
    }

    /** A broker, two workers, a client; and the same for the newer version, with an answer in parts. */
    private static void demonstrate() {
        try (ZmqContext zmq = ZmqContext.create()) {
            Broker broker = new Broker(zmq, HEARTBEAT, LIMIT, MAX_JOBS, MAX_OF_SERVICE, TIMER);
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
