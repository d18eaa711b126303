package io.reactivezmq.perf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerfCasesTest {

    @Test
    void everyCaseIsFoundByItsName() {
        assertThat(PerfCases.names()).isNotEmpty()
                .allSatisfy(name -> assertThat(PerfCases.named(name).name()).isEqualTo(name));
    }

    @Test
    void theBeginningOfANameIsAllThatBeginWithIt() {
        assertThat(PerfCases.selected("proxy")).extracting(PerfCase::name).containsExactly("proxy-router-dealer", "proxy-xsub-xpub");
    }

    @Test
    void aWholeNameIsThatCaseAlone() {
        assertThat(PerfCases.selected("curve")).extracting(PerfCase::name).containsExactly("curve");
    }

    @Test
    void anUnknownCaseIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> PerfCases.named("push")).hasMessageContaining("'push'")
                .hasMessageContaining("push-pull, pub-sub");
    }

    @Test
    void theCProgramKnowsEveryCaseThatIsNotOursAlone() throws IOException {
        String text = cProgram();

        assertThat(PerfCases.names()).filteredOn(name -> PerfCases.named(name).baseline().isEmpty())
                .allSatisfy(name -> assertThat(text).contains("\"" + name + "\""));
    }

    @Test
    void theCProgramHasTheSameKeysOfCurve() throws IOException {
        assertThat(cProgram()).contains(CurveSetup.SERVER.publicKey().z85(), CurveSetup.SERVER.secretKeyZ85(),
                CurveSetup.CLIENT.publicKey().z85(), CurveSetup.CLIENT.secretKeyZ85());
    }

    private static String cProgram() throws IOException {
        try (InputStream source = PerfCases.class.getResourceAsStream("/io/reactivezmq/perf/compare/zmq_perf.c")) {
            assertThat(source).isNotNull();
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow-subscriber", "half-handshakes"})
    void aBaselineIsKnownToWorkersButNotOffered(String name) {
        assertThat(PerfCases.named("without-" + name).name()).isEqualTo("without-" + name);
        assertThat(PerfCases.names()).contains(name).doesNotContain("without-" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow-subscriber", "half-handshakes"})
    void aCaseOfOursAloneHasNoWorkerForAnotherLibrary(String name) {
        assertThatThrownBy(() -> PerfCases.named(name).worker(Library.JEROMQ)).hasMessageContaining("our side alone");
    }

    @Test
    void theWatchOverTheParentEndsWithItsStream() {
        InputStream fromParent = new ByteArrayInputStream(new byte[10]);

        ParentWatch.drain(fromParent);

        assertThat(fromParent).isEmpty();
    }
}
