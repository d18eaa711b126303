package io.reactivezmq.samples.guide.lastvalue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest message of each topic. Not safe for several threads. */
final class LatestValues {

    /** By topic, as ISO 8859-1: a character for each byte, whatever they are. */
    private final Map<String, ZmqMessage> values;

    /** @param maxTopics messages that are kept; beyond it the one that has not changed for longest is forgotten */
    LatestValues(int maxTopics) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ZmqMessage> eldest) {
                return size() > maxTopics;
            }
        };
    }

    /** @param message its first frame is the topic */
    void put(ZmqMessage message) {
        values.put(message.frameAsString(0, ISO_8859_1), message);
    }

    /** The messages whose topics begin so. */
    List<ZmqMessage> of(byte[] prefix) {
        String start = new String(prefix, ISO_8859_1);
        return values.entrySet().stream().filter(value -> value.getKey().startsWith(start)).map(Map.Entry::getValue).toList();
    }
}
