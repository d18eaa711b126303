package io.reactivezmq.samples.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CpuTimesTest {

    @Test
    @DisplayName("proc_stat(5): user nice system idle iowait irq softirq steal guest guest_nice")
    void idleAndIoWaitAreNotBusyAndGuestIsNotCountedTwice() {
        Map<String, CpuTimes> times = CpuTimes.parse(List.of("cpu  100 10 30 800 20 3 7 30 50 5"));

        assertThat(times).containsExactly(Map.entry("total", new CpuTimes(180, 1000)));
    }

    @Test
    void everyCoreHasAnEntryAndOtherLinesHaveNone() {
        Map<String, CpuTimes> times = CpuTimes.parse(
                List.of("cpu  3 0 0 5 0 0 0 0", "cpu0 1 0 0 2 0 0 0 0", "cpu11 2 0 0 3 0 0 0 0", "intr 7 8 9", "ctxt 1"));

        assertThat(times.keySet()).containsExactly("total", "core0", "core11");
        assertThat(times.get("core11")).isEqualTo(new CpuTimes(2, 5));
    }

    @Test
    void oldKernelsWithFewerColumnsAreUnderstood() {
        assertThat(CpuTimes.parse(List.of("cpu 1 2 3 4"))).containsEntry("total", new CpuTimes(6, 10));
    }

    @Test
    void loadIsTheBusyShareOfTheTicksBetweenTwoSamples() {
        assertThat(new CpuTimes(130, 1200).loadSince(new CpuTimes(100, 1000))).isEqualTo(15.0, within(1e-9));
    }

    @Test
    void loadIsUnknownWhenNoTickPassed() {
        assertThat(new CpuTimes(100, 1000).loadSince(new CpuTimes(100, 1000))).isNaN();
    }
}
