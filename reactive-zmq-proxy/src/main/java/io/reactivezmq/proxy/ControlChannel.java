package io.reactivezmq.proxy;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.Request;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
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
    /** What cannot be a command. */
    private static final String NONE = "";

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

    /** Serves one command after the other until the socket is closed or one ends the proxy; takes none that it does not carry out. */
    Mono<Void> serve() {
        Flux<String> commands = socket instanceof RepSocket rep
                ? rep.requests().concatMap(this::answer, 0)
                : ((ReceivingSocket) socket).receive().map(this::obey);
        return commands.takeUntil(TERMINATE::equals).onErrorComplete(ZmqClosedException.class)
                .last(NONE).doOnNext(this::endIfTold).then();
    }

    /** Carries out the command and returns it behind its answer; one that cannot be sent is this controller's loss and nobody else's. */
    private Mono<String> answer(Request request) {
        String command = text(request.message());
        ZmqMessage answer = carryOut(command);
        return request.reply(answer == null ? ZmqMessage.empty() : answer).onErrorResume(ZmqException.class, unsent -> {
            dropped.increment();
            return Mono.empty();
        }).thenReturn(command);
    }

    private String obey(ZmqMessage message) {
        String command = text(message);
        ZmqMessage answer = carryOut(command);
        if (answer != null && socket instanceof SendingSocket sending && !trySend(sending, answer)) {
            dropped.increment();
        }
        return command;
    }

    /** A socket that is being closed takes nothing. */
    private static boolean trySend(SendingSocket sending, ZmqMessage answer) {
        try {
            return sending.trySend(answer);
        } catch (ZmqException closing) {
            return false;
        }
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

    /** When nothing more is received from the socket: whoever sees the end may use it again. */
    private void endIfTold(String command) {
        if (command.equals(TERMINATE)) {
            proxy.terminate();
        }
    }

    private static String text(ZmqMessage command) {
        return command.frameCount() == 1 && command.frameSize(0) <= STATISTICS.length() ? command.frameAsString(0) : NONE;
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
