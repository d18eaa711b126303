package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.List;
import java.util.stream.IntStream;

/** Messages that tests can tell apart. */
final class Messages {

    private Messages() {
    }

    static ZmqMessage text(String text) {
        return ZmqMessage.of(text);
    }

    static ZmqMessage number(int number) {
        return ZmqMessage.of(Integer.toString(number));
    }

    static ZmqMessage ofSize(int bytes) {
        return ZmqMessage.of(new byte[bytes]);
    }

    static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    static List<String> texts(List<ZmqMessage> messages) {
        return messages.stream().map(message -> message.frameAsString(0)).toList();
    }
}
