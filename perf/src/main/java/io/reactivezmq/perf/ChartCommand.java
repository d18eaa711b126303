package io.reactivezmq.perf;

import io.reactivezmq.perf.report.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws a chart from a JSON report. */
@Command(name = "chart", mixinStandardHelpOptions = true, description = "Draws an SVG chart of a JSON report of 'compare'.")
final class ChartCommand implements Callable<Integer> {

    @Option(names = "--json", required = true, paramLabel = "FILE", description = "The report.")
    private Path json;

    @Option(names = "--out", paramLabel = "FILE", description = "The chart; by default beside the report, named .svg.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Path svg = out == null ? ReportFile.chartOf(json) : out;
        ReportFile.writeChart(ReportFile.read(json), svg);
        System.out.println(svg);
        return 0;
    }
}
