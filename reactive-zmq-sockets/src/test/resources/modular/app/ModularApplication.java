package app;

import io.reactivezmq.core.error.ZmqDependencyException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.IoTransport;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ZmqContext;
import io.reactivezmq.sockets.ZmqContextBuilder;
import io.reactivezmq.sockets.frames.FrameCodec;
import java.time.Duration;

/** An application in a module of its own: does what its first argument says on the I/O that the second one names. */
public final class ModularApplication {

    record Tick(String symbol, double price) {
    }

    public static void main(String[] arguments) {
        ZmqContextBuilder builder = ZmqContext.builder().io(IoTransport.valueOf(arguments[1]));
        try {
            System.out.println("received " + switch (arguments[0]) {
                case "traffic" -> traffic(builder, ZmqMessage.of("hello")).frameAsString(0);
                case "metrics" -> Meters.of(builder);
                case "global metrics" -> builder.metrics();
                case "json" -> through(builder, FrameCodec.json(Tick.class));
                case "messagePack" -> through(builder, FrameCodec.messagePack(Tick.class));
                default -> throw new IllegalArgumentException(arguments[0]);
            });
        } catch (ZmqDependencyException expected) {
            System.out.println("missing " + expected.getMessage());
        }
    }

    private static Tick through(ZmqContextBuilder builder, FrameCodec<Tick> codec) {
        return codec.decode(traffic(builder, codec.message(new Tick("XETR", 12.5))));
    }

    private static ZmqMessage traffic(ZmqContextBuilder builder, ZmqMessage message) {
        Duration limit = Duration.ofSeconds(30);
        try (ZmqContext zmq = builder.build(); PullSocket pull = zmq.pull(); PushSocket push = zmq.push()) {
            push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
            push.send(message).block(limit);
            return pull.receive().blockFirst(limit);
        }
    }
}
