package io.reactivezmq.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    @Test
    @DisplayName("what was measured along with the figure follows the ratio as ours/theirs, - where a side has none")
    void detailsFollow() {
        Comparison roundTrips = new Comparison("req-rep", "ipc", 64, "epoll", runs(30.25), "libzmq", runs(60.5), "us",
                Map.of(), Map.of("p99", runs(90)), Map.of("p99", runs(100)));
        Comparison many = new Comparison("many", "tcp", 0, "epoll", runs(9_000), "libzmq", runs(18_000), "B/conn",
                Map.of("connections", 5000), Map.of("cpu-ms", runs(1.5), "heap", runs(4_000)), Map.of("cpu-ms", runs(3)));

        assertThat(roundTrips.line()).isEqualTo("case=req-rep transport=ipc size=64 io=epoll ours=30.3 peer=libzmq "
                + "theirs=60.5 unit=us ratio=0.50 p99=90.0/100.0");
        assertThat(many.line()).isEqualTo("case=many transport=tcp size=0 io=epoll ours=9000 peer=libzmq theirs=18000 "
                + "unit=B/conn ratio=0.50 connections=5000 cpu-ms=1.5/3.0 heap=4000/-");
    }

    @Test
    @DisplayName("compared with ourselves, the line ends with the cost in percent")
    void theCostIsWrittenInPercent() {
        Comparison slow = new Comparison("slow-subscriber", "tcp", 256, "nio", runs(980), Comparison.WITHOUT, runs(1000),
                "msg/s", Map.of("subscribers", 2), Map.of("published", runs(1900)), Map.of("published", runs(2000)));

        assertThat(slow.line()).endsWith("unit=msg/s ratio=0.98 subscribers=2 published=1900/2000 cost=2.0% "
                + "published-cost=5.0%");
    }

    @Test
    @DisplayName("of a time nothing is lost: compared with ourselves, the ratio and the details say it all")
    void aTimeHasNoCostInPercent() {
        Comparison attacked = new Comparison("half-handshakes", "tcp", 64, "nio", runs(33), Comparison.WITHOUT, runs(30), "us",
                Map.of("attempts", 1000), Map.of("p99", runs(90), "attempted", runs(999)), Map.of("p99", runs(60)));

        assertThat(attacked.line()).endsWith("unit=us ratio=1.10 attempts=1000 attempted=999.0/- p99=90.0/60.0");
    }

    private static Samples runs(double value) {
        return new Samples(List.of(value));
    }
}
