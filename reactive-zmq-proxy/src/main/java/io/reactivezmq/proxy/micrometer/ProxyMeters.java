package io.reactivezmq.proxy.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.reactivezmq.proxy.ProxyStatistics;
import io.reactivezmq.proxy.SteerableProxy;
import io.reactivezmq.proxy.ZmqProxy;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shows the numbers of a proxy as meters of a Micrometer registry.
 *
 * <pre>{@code
 * ProxyMeters.of("orders", proxy).bindTo(registry);
 * }</pre>
 *
 * <table class="striped">
 *   <caption>Meters, all of them counters</caption>
 *   <thead><tr><th>name</th><th>what</th></tr></thead>
 *   <tbody>
 *     <tr><td>{@code reactive.zmq.proxy.messages.received}, {@code .sent}</td><td>messages, with tag {@code side}</td></tr>
 *     <tr><td>{@code reactive.zmq.proxy.data.received}, {@code .sent}</td><td>payload in bytes, with tag {@code side}</td></tr>
 *     <tr><td>{@code reactive.zmq.proxy.captured}</td><td>copies that the capture socket took</td></tr>
 *     <tr><td>{@code reactive.zmq.proxy.dropped}</td>
 *         <td>with tag {@code reason}: {@code capture}, {@code captured} or {@code undeliverable}, as in {@link ProxyStatistics}</td></tr>
 *   </tbody>
 * </table>
 *
 * <p><b>Tags</b>: {@code proxy}, the name given here, and {@code side}: {@code frontend} or {@code backend}. Queues, peers and what the
 * sockets themselves drop are meters of the sockets: {@link io.reactivezmq.sockets.micrometer.MicrometerMetrics}.
 *
 * <p>A name is for one proxy at a time: of two with the same name in one registry, Micrometer shows only the first. To show another
 * proxy under a name, {@link #close} the meters of the one before first; the counters then begin again.
 *
 * <p>Thread-safe. Reading a meter reads the proxy's statistics; messages cost nothing more with it. The registry keeps the proxy
 * for as long as it keeps the meters: until {@link #close}.
 */
public final class ProxyMeters implements MeterBinder, AutoCloseable {

    private static final String PREFIX = "reactive.zmq.proxy.";

    private final String name;
    private final Supplier<ProxyStatistics> statistics;
    /** How to take each meter out of its registry again. */
    private final Queue<Runnable> removals = new ConcurrentLinkedQueue<>();

    private ProxyMeters(String name, Supplier<ProxyStatistics> statistics) {
        this.name = Objects.requireNonNull(name, "name");
        this.statistics = statistics;
    }

    /** The meters of this proxy, with this name as tag {@code proxy}. */
    public static ProxyMeters of(String name, ZmqProxy proxy) {
        return new ProxyMeters(name, proxy::statistics);
    }

    /** The meters of this proxy, with this name as tag {@code proxy}. */
    public static ProxyMeters of(String name, SteerableProxy proxy) {
        return new ProxyMeters(name, proxy::statistics);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Tags proxy = Tags.of("proxy", name);
        side(registry, proxy.and("side", "frontend"), ProxyStatistics::frontend);
        side(registry, proxy.and("side", "backend"), ProxyStatistics::backend);
        counter(registry, "captured", null, "Copies that the capture socket took", proxy, ProxyStatistics::captured);
        dropped(registry, proxy.and("reason", "capture"), ProxyStatistics::captureDropped);
        dropped(registry, proxy.and("reason", "captured"), ProxyStatistics::capturedMissed);
        dropped(registry, proxy.and("reason", "undeliverable"), ProxyStatistics::undeliverable);
    }

    private void side(MeterRegistry registry, Tags tags, Function<ProxyStatistics, ProxyStatistics.Side> side) {
        counter(registry, "messages.received", null, "Messages taken from the socket", tags,
                numbers -> side.apply(numbers).messagesReceived());
        counter(registry, "messages.sent", null, "Messages handed to the socket", tags, numbers -> side.apply(numbers).messagesSent());
        counter(registry, "data.received", BaseUnits.BYTES, "Payload taken from the socket", tags,
                numbers -> side.apply(numbers).bytesReceived());
        counter(registry, "data.sent", BaseUnits.BYTES, "Payload handed to the socket", tags,
                numbers -> side.apply(numbers).bytesSent());
    }

    private void dropped(MeterRegistry registry, Tags tags, ToDoubleFunction<ProxyStatistics> value) {
        counter(registry, "dropped", null, "Copies and messages that went nowhere, by reason", tags, value);
    }

    /** The function holds the proxy; Micrometer would hold the object it is applied to weakly. */
    private void counter(MeterRegistry registry, String meter, @Nullable String unit, String text, Tags tags,
            ToDoubleFunction<ProxyStatistics> value) {
        FunctionCounter counter = FunctionCounter
                .builder(PREFIX + meter, ProxyMeters.class, any -> value.applyAsDouble(statistics.get()))
                .baseUnit(unit).description(text).tags(tags).register(registry);
        removals.add(() -> registry.remove(counter));
    }

    /** Takes the meters out of all registries that they were bound to. The proxy goes on. */
    @Override
    public void close() {
        Runnable removal;
        while ((removal = removals.poll()) != null) {
            removal.run();
        }
    }
}
