package io.reactivezmq.samples.guide.clone;

import io.reactivezmq.samples.guide.clone.CloneServer.Address;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows the {@link Clone}. */
public final class CloneProgram {

    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Scheduler TIMER = Schedulers.parallel();

    private CloneProgram() {
    }

    /** Two clones, of which the second one comes late. */
    public static void main(String[] arguments) {
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
