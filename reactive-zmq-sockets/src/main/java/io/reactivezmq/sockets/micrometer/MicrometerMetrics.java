package io.reactivezmq.sockets.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.reactivezmq.core.SocketMetrics;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Shows the numbers of sockets as meters of a Micrometer registry.
 *
 * <pre>{@code
 * ZmqContext zmq = ZmqContext.builder().metrics(MicrometerMetrics.of(registry)).build();
 * PubSocket ticks = zmq.pub(options -> options.name("ticks"));
 * }</pre>
 *
 * <table class="striped">
 *   <caption>Meters</caption>
 *   <thead><tr><th>name</th><th>kind</th><th>what</th></tr></thead>
 *   <tbody>
 *     <tr><td>{@code reactive.zmq.sockets}</td><td>gauge</td><td>open sockets</td></tr>
 *     <tr><td>{@code reactive.zmq.peers}</td><td>gauge</td><td>connections past the handshake</td></tr>
 *     <tr><td>{@code reactive.zmq.messages.sent}, {@code .received}</td><td>counter</td><td>messages</td></tr>
 *     <tr><td>{@code reactive.zmq.data.sent}, {@code .received}</td><td>counter</td><td>payload in bytes</td></tr>
 *     <tr><td>{@code reactive.zmq.queued}</td><td>gauge</td>
 *         <td>messages that wait, with tag {@code direction}: {@code outbound} or {@code inbound}</td></tr>
 *     <tr><td>{@code reactive.zmq.dropped}</td><td>counter</td>
 *         <td>with tag {@code reason}: a {@link io.reactivezmq.core.DropReason} in lower case</td></tr>
 *     <tr><td>{@code reactive.zmq.reconnects}</td><td>counter</td><td>connections established again after a loss</td></tr>
 *     <tr><td>{@code reactive.zmq.handshakes.failed}</td><td>counter</td>
 *         <td>with tag {@code cause}: a {@link io.reactivezmq.core.error.Violation} in lower case, or an
 *             {@link io.reactivezmq.core.error.ErrorCode}; there from its first failure on</td></tr>
 *   </tbody>
 * </table>
 *
 * <p><b>Tags</b>: {@code type}, such as {@code PUB}, and {@code name}, {@link io.reactivezmq.core.options.SocketOptions#name()}.
 * Sockets with the same type and name are one set of meters that shows their sum, so short-lived sockets cost no new time series;
 * neither endpoints nor peers are tags, as there is no bound to them
 * ({@link io.reactivezmq.core.ZmqSocket#peerStatistics()} has them). The meters are removed when the last of these sockets is
 * closed.
 *
 * <p><b>One for each registry</b>: contexts that share a registry share the {@code MicrometerMetrics} too, or give each its own
 * tags.
 *
 * <p>Thread-safe. Reading a meter reads {@link io.reactivezmq.core.ZmqSocket#statistics()}; messages cost nothing more with it.
 */
public final class MicrometerMetrics implements SocketMetrics {

    private final MeterRegistry registry;
    private final Tags common;
    private final Map<Group, GroupMeters> groups = new HashMap<>();

    private MicrometerMetrics(MeterRegistry registry, Tags common) {
        this.registry = registry;
        this.common = common;
    }

    /** Meters of this registry. */
    public static MicrometerMetrics of(MeterRegistry registry) {
        return of(registry, Tags.empty());
    }

    /** Meters of this registry, all of them with these tags too. */
    public static MicrometerMetrics of(MeterRegistry registry, Iterable<Tag> tags) {
        return new MicrometerMetrics(Objects.requireNonNull(registry, "registry"), Tags.of(tags));
    }

    /** Meters of {@link Metrics#globalRegistry}; always the same object. */
    public static MicrometerMetrics global() {
        return Global.METRICS;
    }

    @Override
    public void opened(ZmqSocket socket) {
        Group group = new Group(socket.type(), socket.options().name());
        GroupMeters meters = join(group, socket);
        socket.events().subscribe(meters::onEvent);
        socket.onDispose().doFinally(end -> leave(group, socket)).subscribe();
    }

    private synchronized GroupMeters join(Group group, ZmqSocket socket) {
        GroupMeters meters = groups.get(group);
        if (meters == null) {
            meters = new GroupMeters(registry, common.and("type", group.type().wireName(), "name", group.name()));
            groups.put(group, meters);
        }
        meters.add(socket);
        return meters;
    }

    private synchronized void leave(Group group, ZmqSocket socket) {
        GroupMeters meters = groups.get(group);
        if (meters != null && meters.remove(socket)) {
            groups.remove(group);
            meters.close();
        }
    }

    private record Group(SocketType type, String name) {
    }

    /** Made at the first use. */
    private static final class Global {

        static final MicrometerMetrics METRICS = of(Metrics.globalRegistry);
    }
}
