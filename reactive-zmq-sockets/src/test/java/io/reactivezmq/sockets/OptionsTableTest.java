package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.options.SocketOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Makes {@code OPTIONS.md} from the list of libzmq's options and from our classes, and fails when the file is not what it would
 * make. Run with {@code -Dreactivezmq.options.write=true} to write it.
 */
class OptionsTableTest {

    private static final Path TABLE = Path.of("OPTIONS.md");
    private static final List<Class<?>> TYPES = List.of(ZmqSocket.class, ZmqContextBuilder.class, SubSocket.class, PubSocket.class,
            RouterSocket.class, StreamSocket.class);
    private static final String HEAD = """
            # Options

            Every socket and context option of libzmq, and what it is here. Made by `OptionsTableTest` from the code; do not edit.
            Options are set with `SocketOptions`, such as `zmq.push(o -> o.queues(q -> q.sendHighWaterMark(10)))`; on a live socket with
            `changeOptions`. Times are `Duration`s. Where a default differs the Javadoc says why.

            | libzmq | default there | here | default here |
            |---|---|---|---|
            """;

    @Test
    @DisplayName("OPTIONS.md lists every option of libzmq with our name and default, or why there is none")
    void the_table_is_what_the_code_says() throws IOException, ReflectiveOperationException {
        StringBuilder table = new StringBuilder(HEAD);
        for (String line : lines()) {
            table.append(row(line)).append('\n');
        }
        if (Boolean.getBoolean("reactivezmq.options.write")) {
            Files.writeString(TABLE, table);
        }

        assertThat(Files.readString(TABLE)).isEqualTo(table.toString());
    }

    private static List<String> lines() throws IOException {
        try (var list = Objects.requireNonNull(OptionsTableTest.class.getResourceAsStream("/options/libzmq.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static String row(String line) throws ReflectiveOperationException {
        String[] parts = line.split(" \\| ", 3);
        String head = "| `ZMQ_" + parts[0] + "` | " + parts[1] + " | ";
        if (parts[2].startsWith("- ")) {
            return head + "none: " + parts[2].substring(2) + " | |";
        }
        List<String> names = new ArrayList<>();
        List<String> defaults = new ArrayList<>();
        for (String name : parts[2].split(", ")) {
            names.add('`' + name.replace('#', '.') + (name.contains("#") ? "()" : "") + '`');
            if (name.contains("#")) {
                requireCall(name);
            } else {
                defaults.add(defaultOf(name));
            }
        }
        return head + String.join(", ", names) + " | " + String.join(", ", defaults) + " |";
    }

    private static void requireCall(String name) {
        String[] parts = name.split("#");
        Class<?> type = TYPES.stream().filter(each -> each.getSimpleName().equals(parts[0])).findFirst().orElseThrow();
        assertThat(Arrays.stream(type.getMethods()).map(Method::getName)).as(name).contains(parts[1]);
    }

    private static String defaultOf(String path) throws ReflectiveOperationException {
        Object value = SocketOptions.defaults();
        for (String property : path.split("\\.")) {
            value = value.getClass().getMethod(property).invoke(value);
        }
        return text(value);
    }

    private static String text(Object value) {
        if (value instanceof Duration time) {
            return time.isNegative() ? "= interval" : time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
        }
        boolean isEmpty = value instanceof Optional<?> optional && optional.isEmpty()
                || value instanceof Collection<?> collection && collection.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof byte[] bytes && bytes.length == 0
                || value.equals("");
        return isEmpty ? "none" : value.toString();
    }
}
