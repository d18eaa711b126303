package io.reactivezmq.perf.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A {@link Report} as JSON, and the chart beside it. */
public final class ReportFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private ReportFile() {
    }

    /** The report that a file holds. */
    public static Report read(Path json) throws IOException {
        return parse(Files.readString(json));
    }

    /** Writes the report and its chart; a reader sees either the former content or the whole new one. */
    public static void write(Report report, Path json) throws IOException {
        replace(json, format(report));
        replace(chartOf(json), BarChart.svg(report));
    }

    /** Writes the chart of a report. */
    public static void writeChart(Report report, Path svg) throws IOException {
        replace(svg, BarChart.svg(report));
    }

    /** Where the chart of a JSON file lies: {@code result.svg} beside {@code result.json}. */
    public static Path chartOf(Path json) {
        String name = json.getFileName().toString();
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return json.resolveSibling(stem + ".svg");
    }

    static String format(Report report) throws JsonProcessingException {
        return JSON.writeValueAsString(report) + "\n";
    }

    static Report parse(String json) throws JsonProcessingException {
        return JSON.readValue(json, Report.class);
    }

    private static void replace(Path target, String content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path fresh = absolute.resolveSibling(absolute.getFileName() + ".part");
        try {
            Files.writeString(fresh, content);
            Files.move(fresh, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
