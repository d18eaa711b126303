package io.reactivezmq.sockets;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Sinks;

/**
 * How many objects of each kind a context keeps alive: its sockets, their links, pipes and names, subscriptions, what waits in
 * queues, who listens to events. What a peer or a socket brought must be gone with it, in whichever table it was.
 */
public final class ObjectCensus {

    private static final String OURS = "io.reactivezmq.";

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> unvisited = new ArrayDeque<>();

    private ObjectCensus() {
    }

    /** Kinds, and how many there are of each. */
    public static Map<String, Integer> of(ZmqContext context) {
        ObjectCensus census = new ObjectCensus();
        census.meet(context);
        Object next;
        while ((next = census.unvisited.poll()) != null) {
            census.visit(next);
        }
        return census.counts;
    }

    /** What there is more of than before. */
    public static Map<String, Integer> growth(ZmqContext context, Map<String, Integer> before) {
        Map<String, Integer> now = of(context);
        now.replaceAll((kind, count) -> count - before.getOrDefault(kind, 0));
        now.values().removeIf(more -> more <= 0);
        return now;
    }

    private void meet(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            unvisited.add(object);
        }
    }

    private void meet(Class<?> type, Field field, @Nullable Object value) {
        if (value instanceof Queue<?> queue) { // those of JCTools cannot be looked through while they are used
            count("elements of " + kind(type) + '.' + field.getName(), queue.size());
        } else {
            meet(value);
        }
    }

    private void count(String kind, int more) {
        counts.merge(kind, more, Integer::sum);
    }

    private void visit(Object object) {
        if (object instanceof Map<?, ?> map) {
            count("entries of maps", map.size());
            map.forEach((key, value) -> {
                meet(key);
                meet(value);
            });
        } else if (object instanceof Collection<?> elements) {
            count("elements of collections", elements.size());
            elements.forEach(this::meet);
        } else if (object instanceof AtomicReference<?> reference) {
            meet(reference.get());
        } else if (object instanceof Sinks.Many<?> sink) {
            count("subscribers of sinks", sink.currentSubscriberCount());
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < Array.getLength(array); i++) {
                meet(array[i]);
            }
        } else if (object.getClass().getName().startsWith(OURS)) {
            if (!object.getClass().isRecord()) {
                count(kind(object.getClass()), 1); // records are values, such as counters
            }
            visitFields(object);
        }
    }

    private static String kind(Class<?> type) {
        return type.isHidden() ? "lambdas" : type.getSimpleName();
    }

    private void visitFields(Object object) {
        for (Class<?> type = object.getClass(); type != null && type.getName().startsWith(OURS); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    try {
                        field.setAccessible(true);
                        meet(type, field, field.get(object));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(Objects.toString(field), e);
                    }
                }
            }
        }
    }
}
