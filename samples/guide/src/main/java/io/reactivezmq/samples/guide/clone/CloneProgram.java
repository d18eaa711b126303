package io.reactivezmq.samples.guide.clone;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.samples.guide.clone.CloneServer.Address;
import io.reactivezmq.samples.guide.roles.Options;
import io.reactivezmq.samples.guide.roles.Roles;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows the {@link Clone}. */
public final class CloneProgram {

    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Scheduler TIMER = Schedulers.parallel();

    private CloneProgram() {
    }

    /** As one program, or as several. */
    public static Roles roles(String pattern) {
        return new Roles(pattern, CloneProgram::demonstrate)
                .role("server", "--bind EP...", CloneProgram::server)
                .role("client", "--connect EP... [--subtree PATH]", CloneProgram::client)
                .role("writer", "--connect EP... --key KEY --value TEXT [--ttl SECONDS]", CloneProgram::writer);
    }

    private static Mono<Void> server(ZmqContext zmq, Options options) {
        List<String> endpoints = three(options.endpoints("--bind")).stream().map(Endpoint::toString).toList();
        CloneServer server = new CloneServer(zmq);
        Address bound = server.bind(endpoints.get(0), endpoints.get(1), endpoints.get(2));
        for (Endpoint endpoint : List.of(bound.snapshots(), bound.updates(), bound.collector())) {
            System.out.println("bound to " + endpoint);
        }
        return server.run(PULSE, TIMER);
    }

    private static Mono<Void> client(ZmqContext zmq, Options options) {
        Clone clone = new Clone(options.get("--subtree", ""));
        return clone.follow(zmq, address(options), SILENCE, TIMER).doOnNext(change -> System.out.println(clone.map())).then();
    }

    private static Mono<Void> writer(ZmqContext zmq, Options options) {
        KeyValue wish = options.has("--ttl")
                ? KeyValue.set(options.get("--key"), options.get("--value"),
                        Duration.ofSeconds(Long.parseLong(options.get("--ttl"))))
                : KeyValue.set(options.get("--key"), options.get("--value"));
        XPubSocket writer = zmq.xpub();
        writer.connectNow(address(options).collector());
        return writer.subscriptions().next().then(writer.send(wish.frames())).timeout(SILENCE, Mono.error(
                () -> new ZmqTimeoutException("no server within " + SILENCE.toSeconds() + " s: is it running?")), TIMER);
    }

    private static Address address(Options options) {
        List<Endpoint> endpoints = three(options.endpoints("--connect"));
        return new Address(endpoints.get(0), endpoints.get(1), endpoints.get(2));
    }

    /** RFC 12: snapshots at port P, updates at P + 1, the collector at P + 2. */
    static List<Endpoint> three(List<Endpoint> given) {
        if (given.size() == 1 && given.get(0) instanceof TcpEndpoint first) {
            return IntStream.range(0, 3).<Endpoint>mapToObj(
                    i -> first.port() == 0 ? first : first.withPort(first.port() + i)).toList();
        }
        if (given.size() != 3) {
            throw new IllegalArgumentException("give the tcp endpoint of the first of three ports in a row, or three endpoints: "
                    + "for snapshots, updates and wishes");
        }
        return given;
    }

    /** Two clones, of which the second one comes late. */
    private static void demonstrate() {
        try (ZmqContext zmq = ZmqContext.create()) {
            CloneServer server = new CloneServer(zmq);
            Address address = server.bind("tcp://127.0.0.1:*", "tcp://127.0.0.1:*", "tcp://127.0.0.1:*");
            server.run(PULSE, TIMER).subscribe();
            XPubSocket writer = zmq.xpub();
            writer.connectNow(address.collector());
            writer.subscriptions().blockFirst(); // the server listens

            for (String name : List.of("early", "late")) {
                Clone clone = new Clone("");
                writer.send(Flux.range(1, 3).map(i -> KeyValue.set("/" + name + "/" + i, "written for " + name).frames())).block();
                clone.follow(zmq, address, SILENCE, TIMER)
                        .takeUntil(change -> clone.map().containsKey("/" + name + "/3")).blockLast();
                System.out.println(name + " clone: " + clone.map());
            }
        }
    }
}
