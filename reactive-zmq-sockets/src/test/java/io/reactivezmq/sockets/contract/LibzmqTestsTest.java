package io.reactivezmq.sockets.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The index of libzmq's own tests: what each of them pins, with the tests of ours that show the same, or why it means nothing here.
 * Written to {@code target/libzmq-tests.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibzmqTestsTest {

    private static final Pattern FILE = Pattern.compile("\\b(?:unit)?test_\\w+\\.cpp\\b");

    private final List<Fact> facts = facts();
    /** The text of our test classes by their simple names. */
    private final Map<String, String> sources = Stream.of("core", "codec", "sockets")
            .map(module -> Path.of("..", "reactive-zmq-" + module, "src", "test", "java"))
            .flatMap(LibzmqTestsTest::javaFilesBelow)
            .collect(Collectors.toMap(LibzmqTestsTest::className, LibzmqTestsTest::text, String::concat));

    /** @param tests ours, as Class#method; or {@code "- "} and why there are none */
    private record Fact(String file, String words, String tests) {

        static Fact of(String line) {
            String[] parts = line.split(" \\| ", 3);
            return new Fact(parts[0], parts[1], parts[2]);
        }

        boolean meansSomething() {
            return !tests.startsWith("- ");
        }
    }

    private static List<Fact> facts() {
        try (InputStream list = Objects.requireNonNull(LibzmqTestsTest.class.getResourceAsStream("/conformance/libzmq-tests.txt"))) {
            return new String(list.readAllBytes(), UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Fact::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> javaFilesBelow(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String className(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean exists(String test) {
        String[] parts = test.split("#");
        return sources.getOrDefault(parts[0], "").contains(" void " + parts[1] + "(");
    }

    @Test
    @DisplayName("each fact that a test of libzmq pins is shown by tests of ours, or means nothing here for a reason that is told")
    void every_fact_has_tests_that_exist() {
        assertThat(facts).filteredOn(Fact::meansSomething).allSatisfy(fact ->
                assertThat(fact.tests().split(", ")).as("%s: %s", fact.file(), fact.words()).allMatch(this::exists));
    }

    @Test
    @DisplayName("no fact stands in the list twice, and no test that ours quote is missing in it")
    void the_list_is_complete() {
        List<String> files = facts.stream().map(Fact::file).distinct().toList();
        List<String> quoted = sources.values().stream().flatMap(source -> FILE.matcher(source).results())
                .map(MatchResult::group).distinct().toList();

        assertThat(facts).extracting(fact -> fact.file() + fact.words()).doesNotHaveDuplicates();
        assertThat(files).hasSizeGreaterThan(95).allMatch(file -> FILE.matcher(file).matches()).containsAll(quoted);
    }

    @Test
    void the_index_is_written() throws IOException {
        Path index = Path.of("target", "libzmq-tests.md");
        Files.write(index, Stream.concat(Stream.of("| libzmq | Fact | Tests |", "|---|---|---|"), facts.stream().map(fact ->
                "| " + fact.file() + " | " + fact.words() + " | " + (fact.meansSomething()
                        ? fact.tests().replace('#', '.') : "none: " + fact.tests().substring(2)) + " |")).toList(), UTF_8);

        assertThat(index).isNotEmptyFile();
    }
}
