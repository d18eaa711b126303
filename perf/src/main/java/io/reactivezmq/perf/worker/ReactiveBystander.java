package io.reactivezmq.perf.worker;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.ReqSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** A REQ with CURVE, connected before its REP is flooded with handshakes, or not flooded at all. */
final class ReactiveBystander implements Worker {

    /** Also for one attempt a second. */
    private static final Duration WELCOME_LIMIT = Duration.ofSeconds(10);

    private final boolean attacked;

    ReactiveBystander(boolean attacked) {
        this.attacked = attacked;
    }

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws IOException, InterruptedException {
        OurSide side = OurSide.open(settings, parent);
        ReqSocket req = side.attach(side.zmq().req(CurveSetup.ourClient()));
        req.request(ZmqMessage.of(Meter.payload(settings.size()))).block();
        if (!attacked) {
            parent.accept(ReactiveRoundTrips.make(req, settings).result(Map.of()));
            return;
        }
        byte[] opening = HandshakeOpening.recorded(side.zmq());
        try (HandshakeFlood flood = HandshakeFlood.start(address(settings), opening, settings.count(),
                settings.timing().warmUp())) {
            flood.awaitWelcome(WELCOME_LIMIT);
            RoundTrips trips = ReactiveRoundTrips.make(req, settings);
            parent.accept(trips.result(flood.rates()));
        }
    }

    private static InetSocketAddress address(WorkerSettings settings) {
        URI endpoint = URI.create(settings.endpoint());
        return new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
    }

    @Override
    public void send(WorkerSettings settings, Consumer<WorkerLine> parent) {
        OurSide side = OurSide.open(settings, parent);
        side.attach(side.zmq().rep(CurveSetup.ourServer())).reply(Mono::just).block();
    }
}
