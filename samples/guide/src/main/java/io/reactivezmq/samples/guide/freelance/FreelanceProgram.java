package io.reactivezmq.samples.guide.freelance;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.roles.Options;
import io.reactivezmq.samples.guide.roles.Roles;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows {@link Freelance}. */
public final class FreelanceProgram {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Scheduler TIMER = Schedulers.parallel();

    private FreelanceProgram() {
    }

    /** As one program, or as several. */
    public static Roles roles(String pattern) {
        return new Roles(pattern, FreelanceProgram::demonstrate)
                .role("server", "--bind EP [--name NAME]", FreelanceProgram::server)
                .role("client", "--connect EP... [--model in-turn|all-at-once|healthy] [--say TEXT]", FreelanceProgram::client);
    }

    private static Mono<Void> server(ZmqContext zmq, Options options) {
        RepSocket server = zmq.rep();
        System.out.println("bound to " + server.bindNow(options.get("--bind")));
        return server.reply(question -> Mono.just(question.withFirst(options.get("--name", "server"))));
    }

    private static Mono<Void> client(ZmqContext zmq, Options options) {
        List<RequestClient> servers = Freelance.connect(zmq, options.endpoints("--connect"), SECOND);
        ZmqMessage question = ZmqMessage.of(options.get("--say", "hello"));
        return (switch (options.get("--model", "healthy")) {
            case "in-turn" -> Freelance.inTurn(servers, question, SECOND, TIMER);
            case "all-at-once" -> Freelance.allAtOnce(servers, question, SECOND, TIMER);
            default -> Freelance.healthy(servers, question, SECOND, TIMER);
        }).doOnNext(answer -> System.out.println(Roles.text(answer))).then();
    }

    /** Three servers, of which the first one never answers. */
    private static void demonstrate() {
        try (ZmqContext zmq = ZmqContext.create()) {
            List<Endpoint> addresses = IntStream.rangeClosed(1, 3).mapToObj(i -> {
                RepSocket server = zmq.rep();
                server.reply(question -> i == 1 ? Mono.never() : Mono.just(question.withFirst("server " + i))).subscribe();
                return server.bindNow("tcp://127.0.0.1:*");
            }).toList();
            List<RequestClient> servers = Freelance.connect(zmq, addresses, SECOND);
            ZmqMessage question = ZmqMessage.of("hello");
            System.out.println("in turn: " + Freelance.inTurn(servers, question, SECOND, TIMER).block());
            System.out.println("all at once: " + Freelance.allAtOnce(servers, question, SECOND, TIMER).block());
            System.out.println("healthy: " + Freelance.healthy(servers, question, SECOND, TIMER).block());
        }
    }
}
