package io.reactivezmq.samples.telemetry.feed;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.telemetry.metrics.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A reading on the wire: two frames, so that PUB/SUB filters on the first and any language can write the second.
 *
 * <pre>
 * frame 0   host.cpu.total                      the metric, UTF-8, at most 256 bytes: the topic
 * frame 1   12.5 1760000000000 percent          value [milliseconds since the epoch [unit]], at most 256 bytes
 * </pre>
 */
final class ReadingMessage {

    /** An external publisher is not trusted to keep names short: every name lives as long as the history. */
    private static final int MAX_FRAME_BYTES = 256;

    private ReadingMessage() {}

    static ZmqMessage encode(Reading reading) {
        return ZmqMessage.of(
                reading.metric(), (reading.value() + " " + reading.time() + " " + reading.unit()).stripTrailing());
    }

    /**
     * Reads a message of any publisher.
     *
     * @param now the time of a reading whose publisher gave none, in milliseconds since the epoch
     * @return null when it is not a reading: the caller counts it and goes on
     */
    static @Nullable Reading decode(ZmqMessage message, long now) {
        if (message.frameCount() != 2 || tooLong(message, 0) || tooLong(message, 1) || message.frameSize(0) == 0) {
            return null;
        }
        String[] fields = message.frameAsString(1).trim().split("\\s+", 3);
        try {
            double value = Double.parseDouble(fields[0]);
            long time = fields.length > 1 ? Long.parseLong(fields[1]) : now;
            String unit = fields.length > 2 ? fields[2] : "";
            return Double.isFinite(value) ? new Reading(message.frameAsString(0), value, unit, time) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean tooLong(ZmqMessage message, int frame) {
        return message.frameSize(frame) > MAX_FRAME_BYTES;
    }
}
