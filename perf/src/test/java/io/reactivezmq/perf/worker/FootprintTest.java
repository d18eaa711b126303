package io.reactivezmq.perf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {

    @Test
    void residentMemoryIsReadInBytes() {
        assertThat(Footprint.parseResident(List.of("Name:\tjava", "VmRSS:\t   12 kB", "Threads:\t9"))).isEqualTo(12_288);
    }

    @Test
    void aSystemThatDoesNotTellIsNamed() {
        assertThatThrownBy(() -> Footprint.parseResident(List.of("Name:\tjava"))).hasMessageContaining("has no VmRSS");
    }

    @Test
    void whatWasAddedIsADifference() {
        assertThat(new Footprint(30, 20, 10).minus(new Footprint(10, 5, 1))).isEqualTo(new Footprint(20, 15, 9));
    }
}
