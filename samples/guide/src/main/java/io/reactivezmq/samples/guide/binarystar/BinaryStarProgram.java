package io.reactivezmq.samples.guide.binarystar;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.binarystar.Fsm.State;
import io.reactivezmq.samples.guide.roles.Options;
import io.reactivezmq.samples.guide.roles.Roles;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows the {@link BinaryStar}. */
public final class BinaryStarProgram {

    private static final Duration BEAT = Duration.ofMillis(200);
    private static final Duration EXPIRY = BEAT.multipliedBy(5);
    private static final Scheduler TIMER = Schedulers.parallel();

    private BinaryStarProgram() {
    }

    /** As one program, or as several. */
    public static Roles roles(String pattern) {
        String server = "--bind EP --bind-peer EP --connect-peer EP";
        return new Roles(pattern, BinaryStarProgram::demonstrate)
                .role("primary", server, (zmq, options) -> server(zmq, State.PRIMARY, options))
                .role("backup", server, (zmq, options) -> server(zmq, State.BACKUP, options))
                .role("client", "--connect-primary EP --connect-backup EP [--say TEXT]", BinaryStarProgram::client);
    }

    private static Mono<Void> server(ZmqContext zmq, State first, Options options) {
        BinaryStar server = new BinaryStar(zmq, first, BEAT, EXPIRY, TIMER);
        System.out.println("bound to " + server.bindForClients(options.get("--bind")));
        System.out.println("bound to " + server.bindForPeer(options.get("--bind-peer")));
        return server.run(options.endpoint("--connect-peer"), question -> question.withFirst("the " + first + ":"))
                .publishOn(Schedulers.boundedElastic()).doOnNext(System.out::println).then();
    }

    private static Mono<Void> client(ZmqContext zmq, Options options) {
        return new BinaryStarClient(zmq, options.endpoint("--connect-primary"), options.endpoint("--connect-backup"))
                .ask(ZmqMessage.of(options.get("--say", "hello")), BEAT, 50, TIMER)
                .doOnNext(answer -> System.out.println(Roles.text(answer))).then();
    }

    /** The primary dies, and the backup takes over. */
    private static void demonstrate() {
        try (ZmqContext zmq = ZmqContext.create()) {
            BinaryStar primary = new BinaryStar(zmq, State.PRIMARY, BEAT, EXPIRY, TIMER);
            BinaryStar backup = new BinaryStar(zmq, State.BACKUP, BEAT, EXPIRY, TIMER);
            List<Endpoint> peers = List.of(primary.bindForPeer("tcp://127.0.0.1:*"), backup.bindForPeer("tcp://127.0.0.1:*"));
            BinaryStarClient client = new BinaryStarClient(zmq, primary.bindForClients("tcp://127.0.0.1:*"),
                    backup.bindForClients("tcp://127.0.0.1:*"));
            primary.run(peers.get(1), question -> question.withFirst("the primary:")).publishOn(Schedulers.boundedElastic())
                    .subscribe(state -> System.out.println("primary: " + state));
            backup.run(peers.get(0), question -> question.withFirst("the backup:")).publishOn(Schedulers.boundedElastic())
                    .doOnNext(state -> System.out.println("backup: " + state)).replay(1).autoConnect()
                    .filter(state -> state == State.PASSIVE).blockFirst();

            System.out.println(client.ask(ZmqMessage.of("hello"), BEAT, 50, TIMER).block());
            primary.close();
            System.out.println(client.ask(ZmqMessage.of("still there?"), BEAT, 50, TIMER).block());
        }
    }
}
