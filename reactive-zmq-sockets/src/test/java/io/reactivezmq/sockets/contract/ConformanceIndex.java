package io.reactivezmq.sockets.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of what others demand or pin, each with the tests of ours that show it: lines of subject, words and tests, of which the
 * last are {@code Class#method} with commas, or a dash and why there are none. Knows the tests of core, codec, sockets and proxy by
 * their sources.
 */
final class ConformanceIndex {

    private final List<Entry> entries;
    /** The text of our test classes by their simple names. */
    private final Map<String, String> sources = Stream.of("core", "codec", "sockets", "proxy")
            .map(module -> Path.of("..", "reactive-zmq-" + module, "src", "test", "java"))
            .flatMap(ConformanceIndex::javaFilesBelow)
            .collect(Collectors.toMap(ConformanceIndex::className, reading(Files::readString), String::concat));

    ConformanceIndex(String resource) {
        try (InputStream list = Objects.requireNonNull(ConformanceIndex.class.getResourceAsStream(resource))) {
            this.entries = new String(list.readAllBytes(), UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Entry::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    record Entry(String subject, String words, String tests) {

        private static Entry of(String line) {
            String[] parts = line.split(" \\| ", 3);
            return new Entry(parts[0], parts[1], parts[2]);
        }

        boolean hasTests() {
            return !tests.startsWith("- ");
        }

        List<String> testList() {
            return List.of(tests.split(", "));
        }

        private String row() {
            String shown = hasTests() ? tests.replace('#', '.') : "none: " + tests.substring(2);
            return "| " + subject + " | " + words + " | " + shown + " |";
        }
    }

    private interface Reading<T> {
        T read(Path file) throws IOException;
    }

    private static <T> Function<Path, T> reading(Reading<T> reading) {
        return file -> {
            try {
                return reading.read(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }

    private static Stream<Path> javaFilesBelow(Path root) {
        try (Stream<Path> files = reading(Files::walk).apply(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static String className(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }

    List<Entry> entries() {
        return entries;
    }

    /** @param test as Class#method */
    boolean exists(String test) {
        String[] parts = test.split("#");
        return sources.getOrDefault(parts[0], "").contains(" void " + parts[1] + "(");
    }

    /** What of this form our tests mention, each once. */
    List<String> mentioned(Pattern pattern) {
        return sources.values().stream().flatMap(source -> pattern.matcher(source).results())
                .map(MatchResult::group).distinct().toList();
    }

    /** Into the directory of what was built. */
    Path write(String name, String head) throws IOException {
        return Files.write(Path.of("target", name),
                Stream.concat(Stream.of(head, "|---|---|---|"), entries.stream().map(Entry::row)).toList(), UTF_8);
    }
}
