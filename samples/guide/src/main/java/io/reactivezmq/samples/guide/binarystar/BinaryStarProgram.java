package io.reactivezmq.samples.guide.binarystar;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.binarystar.Fsm.State;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows the {@link BinaryStar}. */
public final class BinaryStarProgram {

    private static final Duration BEAT = Duration.ofMillis(200);
    private static final Duration EXPIRY = BEAT.multipliedBy(5);
    private static final Scheduler TIMER = Schedulers.parallel();

    private BinaryStarProgram() {
    }

    /** The primary dies, and the backup takes over. */
    public static void main(String[] arguments) {
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
