package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** {@code receive()} of a type whose peer drops what there is no room for: it sends on and on, a finite stream is cut off it. */
abstract class StreamVerification extends ReceiveVerification {

    private static final int STEP = 20;

    @Override
    Publisher<ZmqMessage> publisher(ReceivingSocket receiver, SendingSocket sender, long elements) {
        receiver.connectNow(run.bind(sender));
        // in steps that leave the processor to others
        Disposable sending = Flux.interval(Duration.ofMillis(1)).onBackpressureDrop()
                .concatMap(tick -> Flux.range(0, STEP).map(i -> ZmqMessage.of("message")))
                .subscribe(sender::trySend, closed -> { });
        run.running(sending);
        return receiver.receive().take(elements).doFinally(end -> {
            sending.dispose();
            receiver.dispose();
            sender.dispose();
        });
    }
}
