package io.reactivezmq.proxy;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes the commands of libzmq's steerable proxy from a socket: one frame, PAUSE, RESUME, TERMINATE or STATISTICS. STATISTICS is answered by
 * whoever can answer; anything else, also what is no command, gets an empty answer from a REP, whose peer waits for one.
 */
final class ControlChannel {

    private static final String PAUSE = "PAUSE";
    private static final String RESUME = "RESUME";
    private static final String TERMINATE = "TERMINATE";
    private static final String STATISTICS = "STATISTICS";

    private final ZmqSocket socket;
    private final ProxyCore proxy;
    private final LongAdder dropped = new LongAdder();

    ControlChannel(ZmqSocket socket, ProxyCore proxy) {
        this.socket = socket;
        this.proxy = proxy;
    }

    /** Answers that nobody took. */
    long dropped() {
        return dropped.sum();
    }

    /** Serves one command after the other until the socket is closed; takes none that it does not carry out. */
    Mono<Void> serve() {
        if (socket instanceof RepSocket rep) {
            return rep.requests().concatMap(request -> {
                String command = text(request.message());
                ZmqMessage answer = carryOut(command);
                return request.reply(answer == null ? ZmqMessage.empty() : answer).then(Mono.fromRunnable(() -> endIfTold(command)));
            }, 0).then();
        }
        return ((ReceivingSocket) socket).receive().doOnNext(message -> {
            String command = text(message);
            ZmqMessage answer = carryOut(command);
            if (answer != null && socket instanceof SendingSocket sending && !sending.trySend(answer)) {
                dropped.increment();
            }
            endIfTold(command);
        }).then();
    }

    private @Nullable ZmqMessage carryOut(String command) {
        switch (command) {
            case PAUSE -> proxy.pause();
            case RESUME -> proxy.resume();
            case STATISTICS -> {
                return encode(proxy.statistics());
            }
            default -> { }
        }
        return null;
    }

    /** Behind the answer, because it is the end of this channel too. */
    private void endIfTold(String command) {
        if (command.equals(TERMINATE)) {
            proxy.terminate();
        }
    }

    /** Empty for what cannot be a command. */
    private static String text(ZmqMessage command) {
        return command.frameCount() == 1 && command.frameSize(0) <= STATISTICS.length() ? command.frameAsString(0) : "";
    }

    /** Eight frames in the byte order of the machine, as libzmq writes its counters. They count frames, not messages. */
    private static ZmqMessage encode(ProxyStatistics statistics) {
        ProxyStatistics.Side front = statistics.frontend();
        ProxyStatistics.Side back = statistics.backend();
        return ZmqMessage.wrap(number(front.framesReceived()), number(front.bytesReceived()),
                number(front.framesSent()), number(front.bytesSent()),
                number(back.framesReceived()), number(back.bytesReceived()),
                number(back.framesSent()), number(back.bytesSent()));
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(value).array();
    }
}
