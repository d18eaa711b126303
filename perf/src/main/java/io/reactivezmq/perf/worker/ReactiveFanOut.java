package io.reactivezmq.perf.worker;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.SubSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * A PUB that numbers its messages, and SUBs of one process, among them perhaps a slow one. The numbers tell the receiver how
 * fast the publisher is, whatever it drops.
 */
final class ReactiveFanOut implements Worker {

    /** Behind the first byte. */
    private static final int NUMBER_AT = 1;
    private static final int MIN_SIZE = NUMBER_AT + Long.BYTES;
    /** A hundred messages a second. */
    private static final Duration SLOW = Duration.ofMillis(10);

    private final boolean slowOne;

    ReactiveFanOut(boolean slowOne) {
        this.slowOne = slowOne;
    }

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
        OurSide side = OurSide.open(settings, parent);
        AtomicLong newest = new AtomicLong();
        List<Meter> meters = new ArrayList<>();
        for (int i = 0; i < settings.count(); i++) {
            Meter meter = new Meter(settings.size());
            boolean watched = i == 0;
            meters.add(meter);
            SubSocket sub = PubSub.subscribedToAll(side.zmq());
            sub.receive().subscribe(message -> {
                if (watched) {
                    newest.setOpaque(message.frameAsBuffer(0).getLong(NUMBER_AT));
                }
                meter.received(message.size(), message.frameByte(0, 0));
            }, Results::die);
            side.attach(sub);
        }
        if (slowOne) {
            SubSocket sub = PubSub.subscribedToAll(side.zmq());
            sub.receive().concatMap(message -> Mono.just(message).delayElement(SLOW), 1).subscribe(message -> {
            }, Results::die);
            side.attach(sub);
        }
        Meter.awaitFirst(meters);
        Thread.sleep(settings.timing().warmUp().toMillis());
        List<Reading> start = Meter.readAll(meters);
        Reading published = new Reading(newest.getOpaque(), System.nanoTime());
        Thread.sleep(settings.timing().window().toMillis());
        double received = Meter.slowestPerSecond(start, Meter.readAll(meters));
        double publishedRate = new Reading(newest.getOpaque(), System.nanoTime()).ratePerSecondSince(published);
        parent.accept(Results.of(received, "msg/s", Map.of("published", publishedRate)));
    }

    @Override
    public void send(WorkerSettings settings, Consumer<WorkerLine> parent) {
        if (settings.size() < MIN_SIZE) {
            throw new IllegalArgumentException("messages are numbered and need " + MIN_SIZE + " bytes: use a larger --size");
        }
        OurSide side = OurSide.open(settings, parent);
        byte[] payload = Meter.payload(settings.size());
        ByteBuffer number = ByteBuffer.wrap(payload);
        // one thread at a time asks for messages, and each message is a copy
        ReactiveStream.send(side.attach(side.zmq().pub()), settings.reactive().sender(), () -> {
            number.putLong(NUMBER_AT, number.getLong(NUMBER_AT) + 1);
            return ZmqMessage.of(payload);
        });
    }
}
