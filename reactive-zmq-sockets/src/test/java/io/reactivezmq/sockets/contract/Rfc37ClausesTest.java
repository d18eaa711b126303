package io.reactivezmq.sockets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.sockets.contract.ConformanceIndex.Entry;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The index of conformance to RFC 37, the protocol itself: each clause with the tests that show it, mostly those of the codec,
 * whose subject is the bytes. Written to {@code target/rfc37.md}. The RFCs of the socket types are {@link RfcClausesTest}'s.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc37ClausesTest {

    private final ConformanceIndex index = new ConformanceIndex("/conformance/rfc37.txt");

    @Test
    @DisplayName("each clause of RFC 37 is shown by tests, or not kept for a reason that is told")
    void every_clause_has_tests_that_exist() {
        assertThat(index.entries()).filteredOn(Entry::hasTests).allSatisfy(clause ->
                assertThat(clause.testList()).as("%s: %s", clause.subject(), clause.words()).allMatch(index::exists));
    }

    @Test
    @DisplayName("every section with demands is there")
    void every_section_has_clauses() {
        assertThat(index.entries()).extracting(Entry::subject).contains("Grammar", "Version Negotiation", "Topology",
                "Authentication", "Error Handling", "Framing", "Messages", "NULL", "Metadata", "Socket-Type", "Identity",
                "Resource", "Sockets",
                "Publish-Subscribe", "Heartbeating", "Backwards Interoperability", "Worked Example", "Wire Analysis", "Security");
        assertThat(index.entries()).extracting(clause -> clause.subject() + clause.words()).doesNotHaveDuplicates();
    }

    @Test
    void the_index_is_written() throws IOException {
        assertThat(index.write("rfc37.md", "| RFC 37 | Clause | Tests |")).isNotEmptyFile();
    }
}
