package io.reactivezmq.core.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.AddressRange;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/**
 * Finds every property by reflection, so that one which is added but forgotten in a copy, in equals or in toString fails
 * here without anybody remembering to extend a test.
 */
@DisplayName("x.mutate().build() equals x, for every property of every options class")
class OptionsRoundTripTest {

    private static final Set<String> NO_PROPERTIES = Set.of("mutate", "toString", "hashCode", "getClass", "notify",
            "notifyAll", "wait");

    private static final Authenticator OTHER = request -> Mono.just(ZapReply.refuse("no"));

    static Stream<Class<?>> allOptions() {
        return Stream.of(
                SocketOptions.class, QueueOptions.class, LimitOptions.class, ReconnectPolicy.class, TcpOptions.class,
                RoutingOptions.class, RequestOptions.class, PubSubOptions.class, HeartbeatOptions.class,
                IpcOptions.class, KeepAliveOptions.class, ProtocolOptions.class, SecurityOptions.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allOptions")
    void every_property_changed_at_once_survives_mutate(Class<?> type) throws ReflectiveOperationException {
        Object builder = builderOf(type);
        for (Method property : properties(type)) {
            set(builder, property, otherThan(property, property.invoke(defaultsOf(type))));
        }
        Object changed = build(builder);

        Object copy = build(type.getMethod("mutate").invoke(changed));

        assertThat(copy).isNotSameAs(changed).isEqualTo(changed).hasSameHashCodeAs(changed).hasToString(changed.toString());
        for (Method property : properties(type)) {
            assertThat(property.invoke(copy)).as(property.getName()).isEqualTo(property.invoke(changed));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allOptions")
    void every_property_changed_alone_makes_a_difference(Class<?> type) throws ReflectiveOperationException {
        Object defaults = defaultsOf(type);
        for (Method property : properties(type)) {
            Object builder = builderOf(type);
            set(builder, property, otherThan(property, property.invoke(defaults)));
            Object changed = build(builder);

            assertThat(changed).as(property.getName()).isNotEqualTo(defaults);
            assertThat(changed.toString()).as(property.getName()).isNotEqualTo(defaults.toString());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allOptions")
    void an_untouched_builder_builds_the_defaults(Class<?> type) throws ReflectiveOperationException {
        assertThat(build(builderOf(type))).isEqualTo(defaultsOf(type)).hasSameHashCodeAs(defaultsOf(type));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allOptions")
    void a_builder_used_further_does_not_change_what_it_built(Class<?> type) throws ReflectiveOperationException {
        Object builder = builderOf(type);
        Object built = build(builder);
        for (Method property : properties(type)) {
            set(builder, property, otherThan(property, property.invoke(built)));
        }

        assertThat(built).isEqualTo(defaultsOf(type));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allOptions")
    @DisplayName("No options class has more than sixteen properties")
    void groups_stay_small(Class<?> type) {
        assertThat(properties(type)).isNotEmpty().hasSizeLessThanOrEqualTo(16);
    }

    private static List<Method> properties(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !NO_PROPERTIES.contains(method.getName()))
                .toList();
    }

    private static void set(Object builder, Method property, Object value) throws ReflectiveOperationException {
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        Class<?> type = value instanceof Optional && plain != null ? plain.getClass() : property.getReturnType();
        builder.getClass().getMethod(property.getName(), type).invoke(builder, plain);
    }

    private static Object builderOf(Class<?> type) throws ReflectiveOperationException {
        return type.getMethod("builder").invoke(null);
    }

    private static Object defaultsOf(Class<?> type) throws ReflectiveOperationException {
        return type.getMethod("defaults").invoke(null);
    }

    private static Object build(Object builder) throws ReflectiveOperationException {
        return builder.getClass().getMethod("build").invoke(builder);
    }

    /** A legal value that differs from the given one. */
    private static Object otherThan(Method property, Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        } else if (value instanceof Long number) {
            return number + 1;
        } else if (value instanceof Double number) {
            return number / 2;
        } else if (value instanceof Boolean flag) {
            return !flag;
        } else if (value instanceof Duration duration) {
            return duration.plusMillis(1);
        } else if (value instanceof String) {
            return "other";
        } else if (value instanceof List) {
            return List.of(AddressRange.parse("10.0.0.0/8"));
        } else if (value instanceof Set<?> set) {
            boolean isStop = property.getName().equals("stopOn");
            return isStop ? Set.of(ReconnectStop.CONNECTION_REFUSED) : Set.of(set.size() + 1L);
        } else if (value instanceof Optional) {
            boolean isProxy = property.getGenericReturnType().getTypeName().contains("SocksProxy");
            return Optional.of(isProxy ? SocksProxy.of("proxy:1080") : ZmqMessage.of("other"));
        } else if (value instanceof KeepAliveOptions keepAlive) {
            return keepAlive.mutate(changes -> changes.enabled(true));
        } else if (value instanceof Handover) {
            return Handover.REPLACE;
        } else if (value instanceof byte[]) {
            return new byte[] {1};
        } else if (value instanceof QueueOptions queues) {
            return queues.mutate(changes -> changes.batchSize(4096));
        } else if (value instanceof LimitOptions limits) {
            return limits.mutate(changes -> changes.maxFrames(1));
        } else if (value instanceof ReconnectPolicy reconnect) {
            return reconnect.mutate(changes -> changes.jitter(0));
        } else if (value instanceof TcpOptions tcp) {
            return tcp.mutate(changes -> changes.backlog(1));
        } else if (value instanceof IpcOptions ipc) {
            return ipc.mutate(changes -> changes.filterUids(1));
        } else if (value instanceof RoutingOptions routing) {
            return routing.mutate(changes -> changes.mandatory(true));
        } else if (value instanceof RequestOptions request) {
            return request.mutate(changes -> changes.relaxed(true));
        } else if (value instanceof PubSubOptions pubSub) {
            return pubSub.mutate(changes -> changes.noDrop(true));
        } else if (value instanceof HeartbeatOptions heartbeat) {
            return heartbeat.mutate(changes -> changes.interval(Duration.ofSeconds(1)));
        } else if (value instanceof ProtocolOptions protocol) {
            return protocol.mutate(changes -> changes.allowZmtp1(true));
        } else if (value instanceof SecurityOptions security) {
            return security.mutate(changes -> changes.zapDomain("other"));
        } else if (value instanceof Security) {
            return Security.plainServer();
        } else if (property.getReturnType() == Authenticator.class) {
            return OTHER;
        } else if (value instanceof Map) {
            return Map.of("X-Other", "value");
        }
        throw new AssertionError("this test needs another value for a property of " + value.getClass());
    }
}
