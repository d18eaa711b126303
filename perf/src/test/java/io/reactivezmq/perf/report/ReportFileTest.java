package io.reactivezmq.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    private static final Report REPORT = Reports.of(Reports.comparison("push-pull", 64, "io_uring", 9e6, "libzmq", 4.5e6),
            Reports.comparison("push-pull", 64, "io_uring", 9e6, "jeromq", 3e6));

    @Test
    void aReportSurvivesJson() throws IOException {
        assertThat(ReportFile.parse(ReportFile.format(REPORT))).isEqualTo(REPORT);
    }

    @Test
    void theJsonHoldsWhatOtherToolsWant() throws IOException {
        assertThat(ReportFile.format(REPORT)).contains("\"case\" : \"push-pull\"", "\"median\" : 9000000.0",
                "\"ratio\" : 2.0", "\"cores\" : \"2\"", "\"runs\" : \"3\"");
    }

    @Test
    void theFileAndItsChartAreWrittenTogether(@TempDir Path directory) throws IOException {
        Path json = directory.resolve("deep/er/result.json");

        ReportFile.write(REPORT, json);
        ReportFile.write(REPORT, json);

        assertThat(ReportFile.read(json)).isEqualTo(REPORT);
        assertThat(json.resolveSibling("result.svg")).content().isEqualTo(BarChart.svg(REPORT));
        try (var files = Files.list(json.getParent())) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void theChartLiesBesideTheReport() {
        assertThat(ReportFile.chartOf(Path.of("a/b.json"))).isEqualTo(Path.of("a/b.svg"));
        assertThat(ReportFile.chartOf(Path.of("b"))).isEqualTo(Path.of("b.svg"));
    }

    @Test
    void aReportGrows() {
        Comparison more = Reports.comparison("pub-sub", 64, "nio", 1, "jeromq", 1);
        Report grown = REPORT.plus(List.of(more)).withEnvironment(Map.of("libzmq", "4.3.4"));

        assertThat(grown.results()).hasSize(3).endsWith(more);
        assertThat(grown.environment()).containsEntry("cores", "2").containsEntry("libzmq", "4.3.4");
    }
}
