package io.reactivezmq.sockets.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.SocketEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of all sockets with the same tags: what those that are open have done, and what those did that are closed. */
final class GroupMeters {

    private static final String PREFIX = "reactive.zmq.";

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private final Set<String> causes = new HashSet<>();
    /** One reference, so that no reader sees a socket twice or not at all while it closes. */
    private volatile Members members = new Members(List.of(), SocketStatistics.none());
    private boolean closed;

    GroupMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        gauge("sockets", "Open sockets", tags, group -> group.members.open().size());
        gauge("peers", "Connections that are past the handshake", tags, group -> group.read().peers());
        gauge("queued", "Messages that wait to be sent or to be asked for", tags.and("direction", "outbound"),
                group -> group.read().queuedOutbound());
        gauge("queued", "Messages that wait to be sent or to be asked for", tags.and("direction", "inbound"),
                group -> group.read().queuedInbound());
        counter("messages.sent", null, "Messages handed to a connection", tags, group -> group.read().messagesSent());
        counter("messages.received", null, "Messages that arrived", tags, group -> group.read().messagesReceived());
        counter("data.sent", BaseUnits.BYTES, "Payload handed to a connection", tags, group -> group.read().bytesSent());
        counter("data.received", BaseUnits.BYTES, "Payload that arrived", tags, group -> group.read().bytesReceived());
        counter("reconnects", null, "Connections established again after a loss", tags,
                group -> group.read().reconnects());
        for (DropReason reason : DropReason.values()) {
            counter("dropped", null, "What was dropped, by reason", tags.and("reason", lowerCase(reason)),
                    group -> group.read().dropped(reason));
        }
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void gauge(String name, String text, Tags tags, ToDoubleFunction<GroupMeters> value) {
        meters.add(Gauge.builder(PREFIX + name, this, value).description(text).tags(tags).register(registry));
    }

    private void counter(String name, @Nullable String unit, String text, Tags tags, ToDoubleFunction<GroupMeters> value) {
        meters.add(FunctionCounter.builder(PREFIX + name, this, value)
                .baseUnit(unit).description(text).tags(tags).register(registry));
    }

    /** Causes are many and failures rare: each has its meter from the first time on, with all that has been counted. */
    void onEvent(SocketEvent event) {
        if (event instanceof HandshakeFailed failure) {
            failed(failure.cause());
        }
    }

    private synchronized void failed(ZmqException cause) {
        String name = cause instanceof ZmqProtocolException protocol ? lowerCase(protocol.violation()) : cause.code().name();
        if (!closed && causes.add(name)) {
            counter("handshakes.failed", null, "Connections that ended before the handshake was complete, by cause",
                    tags.and("cause", name), group -> group.read().handshakeFailures().of(cause));
        }
    }

    private SocketStatistics read() {
        Members now = members;
        SocketStatistics sum = now.past();
        for (ZmqSocket socket : now.open()) {
            sum = sum.plus(socket.statistics());
        }
        return sum;
    }

    synchronized void add(ZmqSocket socket) {
        List<ZmqSocket> open = new ArrayList<>(members.open());
        open.add(socket);
        members = new Members(List.copyOf(open), members.past());
    }

    /** Returns whether that was the last one. */
    synchronized boolean remove(ZmqSocket socket) {
        List<ZmqSocket> open = new ArrayList<>(members.open());
        open.remove(socket);
        members = new Members(List.copyOf(open), members.past().plus(socket.statistics()));
        return open.isEmpty();
    }

    synchronized void close() {
        closed = true;
        meters.forEach(registry::remove);
    }

    /**
     * @param open sockets that work
     * @param past the sum over those that were closed
     */
    private record Members(List<ZmqSocket> open, SocketStatistics past) {
    }
}
