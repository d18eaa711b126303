package io.reactivezmq.samples.telemetry.status;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The application's health as JSON. Rates are of the last three seconds, counts since the start.
 *
 * @param time milliseconds since the epoch
 * @param io the I/O that runs below: io_uring, epoll, kqueue or nio
 * @param endpoint where the publisher listens
 * @param external whether somebody else publishes
 * @param topics subscribed prefixes; empty means everything
 * @param windowMillis length of one window
 * @param history number of windows that the server keeps
 * @param dropped messages that any socket of this application lost
 * @param publisher null when the publisher is external
 * @param browsers dashboards that are watching
 */
public record TelemetryStatus(
        long time,
        String io,
        String endpoint,
        boolean external,
        List<String> topics,
        long windowMillis,
        int history,
        long dropped,
        double droppedPerSecond,
        @Nullable Publisher publisher,
        Subscriber subscriber,
        Pressure pressure,
        Browsers browsers) {

    /** @param dropped by reason, for example {@code SEND_HIGH_WATER_MARK} */
    public record Publisher(double sentPerSecond, long sent, int peers, Map<String, Long> dropped) {}

    /** @param malformed messages that were no readings */
    public record Subscriber(
            double receivedPerSecond,
            double bytesPerSecond,
            long received,
            int peers,
            long reconnects,
            long malformed,
            Map<String, Long> dropped) {}

    /** The experiment with the slow consumer; counts since it was switched on. */
    public record Pressure(
            boolean enabled,
            int wantedPerSecond,
            int consumedPerSecond,
            int highWaterMark,
            PubSub pubSub,
            PushPull pushPull) {}

    /** @param queued messages on their way to the slow SUB: in the PUB's queue, the kernel, the SUB's queue */
    public record PubSub(
            double offeredPerSecond,
            double fastPerSecond,
            double slowPerSecond,
            double droppedPerSecond,
            long dropped,
            long queued) {}

    /** @param queued messages on their way to the PULL: in the PUSH's queue, the kernel, the PULL's queue */
    public record PushPull(double sentPerSecond, double receivedPerSecond, long dropped, long queued) {}

    /** @param lostEvents events that a browser was too slow to take */
    public record Browsers(int connected, long lostEvents) {}
}
