package io.reactivezmq.sockets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.sockets.contract.ConformanceIndex.Entry;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
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

    private final ConformanceIndex index = new ConformanceIndex("/conformance/libzmq-tests.txt");

    @Test
    @DisplayName("each fact that a test of libzmq pins is shown by tests of ours, or means nothing here for a reason that is told")
    void every_fact_has_tests_that_exist() {
        assertThat(index.entries()).filteredOn(Entry::hasTests).allSatisfy(fact ->
                assertThat(fact.testList()).as("%s: %s", fact.subject(), fact.words()).allMatch(index::exists));
    }

    @Test
    @DisplayName("no fact stands in the list twice, and no test that ours quote is missing in it")
    void the_list_is_complete() {
        List<String> files = index.entries().stream().map(Entry::subject).distinct().toList();

        assertThat(index.entries()).extracting(fact -> fact.subject() + fact.words()).doesNotHaveDuplicates();
        assertThat(files).hasSizeGreaterThan(95).allMatch(file -> FILE.matcher(file).matches()).containsAll(index.mentioned(FILE));
    }

    @Test
    void the_index_is_written() throws IOException {
        assertThat(index.write("libzmq-tests.md", "| libzmq | Fact | Tests |")).isNotEmptyFile();
    }
}
