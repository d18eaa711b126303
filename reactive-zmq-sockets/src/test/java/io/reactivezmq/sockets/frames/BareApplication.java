package io.reactivezmq.sockets.frames;

import io.reactivezmq.core.error.ZmqDependencyException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;

/** Does one thing that needs an optional library, or none, and says what came of it. */
final class BareApplication {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private BareApplication() {
    }

    public static void main(String[] arguments) {
        try {
            switch (arguments[0]) {
                case "traffic" -> System.out.println("received " + traffic());
                case "metrics" -> TestContexts.builder().metrics();
                case "json" -> FrameCodec.json(String.class);
                case "messagePack" -> FrameCodec.messagePack(String.class);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (ZmqDependencyException expected) {
            System.out.println("missing " + expected.dependency());
        }
    }

    private static String traffic() {
        try (ZmqContext zmq = TestContexts.create(); PullSocket pull = zmq.pull(); PushSocket push = zmq.push()) {
            push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
            push.send(ZmqMessage.of("hello")).block(LIMIT);
            ZmqMessage received = pull.receive().blockFirst(LIMIT);
            return received == null ? "nothing" : received.frameAsString(0);
        }
    }
}
