package io.reactivezmq.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @Test
    @DisplayName("one line per combination, in any locale")
    void theLineHasTheMediansAndTheirRatio() {
        Locale.setDefault(Locale.GERMANY);

        assertThat(Reports.comparison("push-pull", 64, "io_uring", 9_000_000, "libzmq", 4_500_000).line()).isEqualTo(
                "case=push-pull transport=tcp size=64 io=io_uring ours=9000000 peer=libzmq theirs=4500000 unit=msg/s "
                        + "ratio=2.00");
    }
}
