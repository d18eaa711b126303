package io.reactivezmq.perf.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A report as an SVG picture: a panel a case and transport, in it a group of bars a size, our bar first. Text is of a grey
 * and bars are of colours that keep their contrast on a light and on a dark background, so the picture has none of its own.
 */
public final class BarChart {

    private static final List<String> COLOURS = List.of("#2f81f7", "#d4762c", "#3fa45b", "#b565d8", "#c9a227", "#d9534f");
    private static final String GREY = "#7d8590";
    private static final int PLOT_HEIGHT = 220;
    private static final int LEFT = 64;
    private static final int TOP = 58;
    private static final int RATIO_HEIGHT = 12;
    private static final int BAR = 46;
    private static final int GAP = 34;
    private static final int MIN_WIDTH = 480;

    private BarChart() {
    }

    /** Draws it; a pure function. */
    public static String svg(Report report) {
        List<String> series = series(report);
        Map<String, Panel> panels = panels(report, series);
        int width = Math.max(MIN_WIDTH, panels.values().stream().mapToInt(BarChart::width).max().orElse(0));
        int height = Math.max(1, panels.values().stream().mapToInt(Panel::height).sum());
        StringBuilder svg = new StringBuilder();
        svg.append(format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                + "font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"%s\" role=\"img\">%n", width, height,
                width, height, GREY));
        int top = 0;
        for (Panel panel : panels.values()) {
            draw(panel, top, width, svg);
            top += panel.height();
        }
        return svg.append("</svg>\n").toString();
    }

    private static int width(Panel panel) {
        return LEFT + panel.groups.values().stream().mapToInt(group -> group.bars.size() * BAR + GAP).sum() + GAP;
    }

    private static void draw(Panel panel, int top, int width, StringBuilder svg) {
        Scale scale = Scale.of(panel.values(), PLOT_HEIGHT);
        int floor = top + TOP + PLOT_HEIGHT;
        text(svg, 12, top + 20, "start", 15, panel.title + (scale.logarithmic() ? " (logarithmic)" : ""));
        legend(panel, top + 40, svg);
        for (double tick : scale.ticks()) {
            double y = floor - scale.height(tick);
            svg.append(format("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.3\"/>%n",
                    LEFT, y, width - GAP / 2, y, GREY));
            text(svg, LEFT - 6, y + 4, "end", 11, Quantity.round(tick));
        }
        double x = LEFT + GAP / 2.0;
        for (Map.Entry<Integer, Group> entry : panel.groups.entrySet()) {
            Group group = entry.getValue();
            double middle = x + group.bars.size() * BAR / 2.0;
            for (Map.Entry<String, Samples> bar : group.bars.entrySet()) {
                bar(svg, x, floor, scale, bar.getKey(), bar.getValue(), panel.colour(bar.getKey()));
                x += BAR;
            }
            text(svg, middle, floor + 18, "middle", 12, Quantity.bytes(entry.getKey()));
            int line = floor + 34;
            for (String ratio : group.ratios) {
                text(svg, middle, line, "middle", 10, ratio);
                line += RATIO_HEIGHT;
            }
            x += GAP;
        }
    }

    private static void legend(Panel panel, int y, StringBuilder svg) {
        int x = 12;
        for (String series : panel.shown()) {
            svg.append(format("<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>%n", x, y - 9,
                    panel.colour(series)));
            text(svg, x + 15, y, "start", 12, series);
            x += 34 + series.length() * 7;
        }
    }

    private static void bar(StringBuilder svg, double x, int floor, Scale scale, String series, Samples samples,
            String colour) {
        double height = scale.height(samples.median());
        double middle = x + BAR / 2.0 - 2;
        String title = series + ": median " + Quantity.decimal(samples.median()) + ", " + Quantity.decimal(samples.min())
                + " to " + Quantity.decimal(samples.max());
        svg.append(format("<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>%n",
                x, floor - height, BAR - 4, height, colour, escape(title)));
        svg.append(format("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"1.5\"/>%n",
                middle, floor - scale.height(samples.min()), middle, floor - scale.height(samples.max()), GREY));
        text(svg, middle, floor - scale.height(samples.max()) - 5, "middle", 11, Quantity.decimal(samples.median()));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, int size, String text) {
        svg.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>%n", x, y, anchor, size,
                escape(text)));
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), arguments);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Ours first, then the peers, in one order and so in one set of colours for all panels. */
    private static List<String> series(Report report) {
        Set<String> series = new LinkedHashSet<>();
        report.results().forEach(result -> series.add(ours(result)));
        report.results().forEach(result -> series.add(result.peer()));
        return List.copyOf(series);
    }

    private static String ours(Comparison result) {
        return "ours (" + result.io() + ")";
    }

    private static Map<String, Panel> panels(Report report, List<String> series) {
        Map<String, Panel> panels = new LinkedHashMap<>();
        for (Comparison result : report.results()) {
            String title = result.caseName() + " over " + result.transport() + counts(result) + ", " + result.unit();
            panels.computeIfAbsent(title, key -> new Panel(key, series)).add(result);
        }
        return panels;
    }

    private static String counts(Comparison result) {
        return result.counts().entrySet().stream().map(count -> ", " + count.getValue() + " " + count.getKey())
                .collect(Collectors.joining());
    }

    /** One case over one transport. */
    private static final class Panel {

        private final String title;
        private final List<String> series;
        private final Map<Integer, Group> groups = new LinkedHashMap<>();

        Panel(String title, List<String> series) {
            this.title = title;
            this.series = series;
        }

        void add(Comparison result) {
            Group group = groups.computeIfAbsent(result.size(), size -> new Group(series));
            group.bars.put(ours(result), result.ours());
            group.bars.put(result.peer(), result.theirs());
            group.ratios.add(String.format(Locale.ROOT, "%.2f x %s (%s)", result.ratio(), result.peer(), result.io()));
        }

        String colour(String name) {
            return COLOURS.get(series.indexOf(name) % COLOURS.size());
        }

        int height() {
            int ratios = groups.values().stream().mapToInt(group -> group.ratios.size()).max().orElse(0);
            return TOP + PLOT_HEIGHT + 34 + ratios * RATIO_HEIGHT + GAP / 2;
        }

        List<String> shown() {
            return series.stream()
                    .filter(name -> groups.values().stream().anyMatch(group -> group.bars.containsKey(name))).toList();
        }

        List<Samples> values() {
            return groups.values().stream().flatMap(group -> group.bars.values().stream()).toList();
        }
    }

    /** The bars of one size. */
    private static final class Group {

        private final Map<String, Samples> bars;
        private final List<String> ratios = new ArrayList<>();

        Group(List<String> series) {
            this.bars = new TreeMap<>(Comparator.comparingInt(series::indexOf));
        }
    }
}
