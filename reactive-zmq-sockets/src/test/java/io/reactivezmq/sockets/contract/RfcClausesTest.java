package io.reactivezmq.sockets.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The index of conformance: each clause of RFC 28 to 31 with the tests that quote it, written to {@code target/conformance.md}.
 * RFC 37, the protocol itself, is {@link Rfc37ClausesTest}'s.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RfcClausesTest {

    private static final Pattern TYPE = Pattern.compile("RFC (\\d+) ([A-Z]+)");

    private final List<Clause> clauses = clauses();
    private final List<Quoting> tests = Arrays.stream(SocketContractTest.class.getMethods())
            .filter(method -> method.isAnnotationPresent(DisplayName.class))
            .map(Quoting::of)
            .toList();

    /** @param reason why it is not kept, or empty */
    private record Clause(String type, String words, String reason) {

        static Clause of(String line) {
            String[] parts = line.split(" \\| ", 2);
            int colon = parts[0].indexOf(": ");
            return new Clause("RFC " + parts[0].substring(0, colon), parts[0].substring(colon + 2), parts.length > 1 ? parts[1] : "");
        }
    }

    /** @param types such as "RFC 28 REQ" */
    private record Quoting(String method, List<String> types, String words) {

        static Quoting of(Method test) {
            String name = test.getAnnotation(DisplayName.class).value();
            int colon = name.indexOf(": ");
            List<String> types = colon < 0 ? List.of()
                    : TYPE.matcher(name.substring(0, colon)).results().map(found -> found.group()).toList();
            return new Quoting(test.getDeclaringClass().getSimpleName() + "." + test.getName(), types, name);
        }

        boolean quotes(Clause clause) {
            return types.contains(clause.type()) && words.contains(clause.words());
        }
    }

    private static List<Clause> clauses() {
        try (InputStream list = Objects.requireNonNull(RfcClausesTest.class.getResourceAsStream("/conformance/clauses.txt"))) {
            return new String(list.readAllBytes(), UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Clause::of).toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    @DisplayName("each SHALL of RFC 28, 29, 30 and 31 is quoted by a test, or not kept for a reason that is told")
    void every_clause_has_a_test() {
        assertThat(clauses).filteredOn(clause -> clause.reason().isEmpty())
                .allSatisfy(clause -> assertThat(tests).as("%s: %s", clause.type(), clause.words())
                        .anyMatch(test -> test.quotes(clause)));
    }

    @Test
    @DisplayName("the types of an RFC are all there")
    void every_type_has_clauses() {
        assertThat(clauses).extracting(Clause::type).contains("RFC 28 REQ", "RFC 28 REP", "RFC 28 DEALER", "RFC 28 ROUTER",
                "RFC 29 PUB", "RFC 29 XPUB", "RFC 29 SUB", "RFC 29 XSUB", "RFC 30 PUSH", "RFC 30 PULL", "RFC 31 PAIR");
    }

    @Test
    void the_index_is_written() throws IOException {
        Path index = Path.of("target", "conformance.md");
        Files.write(index, Stream.concat(Stream.of("| Clause | Tests |", "|---|---|"), clauses.stream().map(clause ->
                "| " + clause.type() + ": " + clause.words() + " | " + (clause.reason().isEmpty()
                        ? String.join(", ", tests.stream().filter(test -> test.quotes(clause)).map(Quoting::method).toList())
                        : "not kept: " + clause.reason()) + " |")).toList(), UTF_8);

        assertThat(index).isNotEmptyFile();
    }
}
