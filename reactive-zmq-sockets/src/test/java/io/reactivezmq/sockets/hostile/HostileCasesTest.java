package io.reactivezmq.sockets.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The index of hostile cases: each with the tests of codec and sockets that quote it, written to {@code target/hostile.md}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCasesTest {

    /** Such as "E7", or "A6-A12" for all of them. */
    private static final Pattern CASES = Pattern.compile("\\b([A-H])(\\d{1,2})(?:-\\1?(\\d{1,2}))?\\b");

    private final List<Case> cases = cases();
    private final List<Quoting> tests = new ClassFileImporter().importPackages("io.reactivezmq.codec", "io.reactivezmq.sockets")
            .stream().flatMap(Quoting::in).toList();

    /** @param reason why there is no test, or empty */
    private record Case(String id, String words, String reason) {

        static Case of(String line) {
            String[] parts = line.split(" \\| ", 2);
            int colon = parts[0].indexOf(": ");
            return new Case(parts[0].substring(0, colon), parts[0].substring(colon + 2), parts.length > 1 ? parts[1] : "");
        }
    }

    /** A test and the cases that its display name quotes; or a class of tests that is about one case only. */
    private record Quoting(String test, Set<String> ids) {

        static Stream<Quoting> in(JavaClass type) {
            Stream<Quoting> methods = type.getMethods().stream().filter(method -> method.isAnnotatedWith(DisplayName.class))
                    .map(method -> new Quoting(type.getSimpleName() + "." + method.getName(), idsIn(method)));
            Stream<Quoting> whole = Stream.of(type).filter(named -> named.isAnnotatedWith(DisplayName.class))
                    .map(named -> new Quoting(named.getSimpleName(), idsIn(named))).filter(about -> about.ids().size() == 1);
            return Stream.concat(methods, whole);
        }

        private static Set<String> idsIn(HasAnnotations<?> named) {
            return CASES.matcher(named.getAnnotationOfType(DisplayName.class).value())
                    .results().flatMap(Quoting::ids).collect(Collectors.toSet());
        }

        private static Stream<String> ids(MatchResult found) {
            int first = Integer.parseInt(found.group(2));
            int last = found.group(3) == null ? first : Integer.parseInt(found.group(3));
            return IntStream.rangeClosed(first, last).mapToObj(number -> found.group(1) + number);
        }
    }

    private static List<Case> cases() {
        try (InputStream list = Objects.requireNonNull(HostileCasesTest.class.getResourceAsStream("/conformance/hostile.txt"))) {
            return new String(list.readAllBytes(), UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Case::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<String> testsOf(Case hostile) {
        return tests.stream().filter(test -> test.ids().contains(hostile.id())).map(Quoting::test).distinct().sorted().toList();
    }

    @Test
    @DisplayName("each hostile case is named by a test, or has none for a reason that is told")
    void every_case_has_a_test() {
        assertThat(cases).filteredOn(hostile -> hostile.reason().isEmpty())
                .allSatisfy(hostile -> assertThat(testsOf(hostile)).as("%s: %s", hostile.id(), hostile.words()).isNotEmpty());
    }

    @Test
    @DisplayName("no case stands in the list twice")
    void the_cases_are_distinct() {
        assertThat(cases).extracting(Case::id).doesNotHaveDuplicates().hasSizeGreaterThan(80);
    }

    @Test
    void the_index_is_written() throws IOException {
        Path index = Path.of("target", "hostile.md");
        Files.write(index, Stream.concat(Stream.of("| Case | Tests |", "|---|---|"), cases.stream().map(hostile ->
                "| " + hostile.id() + ": " + hostile.words() + " | " + (hostile.reason().isEmpty()
                        ? String.join(", ", testsOf(hostile)) : "none: " + hostile.reason()) + " |")).toList(), UTF_8);

        assertThat(index).isNotEmptyFile();
    }
}
