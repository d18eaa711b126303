package io.reactivezmq.perf.worker;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.ReqSocket;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Our side of REQ and REP, through the public API only. */
final class ReactiveRoundTrips implements Worker {

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) {
        OurSide side = OurSide.open(settings, parent);
        parent.accept(make(side.attach(side.zmq().req()), settings).result(Map.of()));
    }

    /** Makes them, one after the other, until the window is over. */
    static RoundTrips make(ReqSocket req, WorkerSettings settings) {
        RoundTrips trips = new RoundTrips(settings);
        byte[] payload = Meter.payload(settings.size());
        if (settings.reactive().sender() == SenderKind.PUBLISHER) {
            Mono.defer(() -> {
                long begin = System.nanoTime();
                return req.request(ZmqMessage.of(payload)).map(reply -> arrived(trips, begin, reply));
            }).repeat().takeWhile(goOn -> goOn).blockLast();
        } else {
            boolean goOn;
            do {
                long begin = System.nanoTime();
                goOn = arrived(trips, begin, req.request(ZmqMessage.of(payload)).block());
            } while (goOn);
        }
        return trips;
    }

    private static boolean arrived(RoundTrips trips, long begin, ZmqMessage reply) {
        return trips.add(begin, System.nanoTime(), reply.size(), reply.frameByte(0, 0));
    }

    @Override
    public void send(WorkerSettings settings, Consumer<WorkerLine> parent) {
        OurSide side = OurSide.open(settings, parent);
        side.attach(side.zmq().rep()).reply(Mono::just).block();
    }
}
