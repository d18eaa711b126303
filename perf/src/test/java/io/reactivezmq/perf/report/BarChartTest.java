package io.reactivezmq.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class BarChartTest {

    private static final Report WIDE = Reports.of(Reports.comparison("push-pull", 64, "io_uring", 9e6, "libzmq", 4.5e6),
            Reports.comparison("push-pull", 64, "io_uring", 9e6, "jeromq", 3e6),
            Reports.comparison("push-pull", 32768, "io_uring", 48e3, "libzmq", 45e3),
            Reports.comparison("push-pull", 32768, "io_uring", 48e3, "jeromq", 13e3));

    @Test
    void everySizeHasOneBarForUsAndOneForEachPeer() throws Exception {
        List<String> bars = texts(parse(BarChart.svg(WIDE)), "title");

        assertThat(bars).hasSize(6).startsWith("ours (io_uring): median 9.00M, 8.10M to 9.90M",
                "libzmq: median 4.50M, 4.50M to 4.50M", "jeromq: median 3.00M, 3.00M to 3.00M");
    }

    @Test
    void sizesAndRatiosAreWrittenBelow() throws Exception {
        assertThat(texts(parse(BarChart.svg(WIDE)), "text")).contains("64 B", "32 KiB", "2.00 x libzmq (io_uring)",
                "3.00 x jeromq (io_uring)");
    }

    @Test
    void valuesFarApartShareALogarithmicAxis() throws Exception {
        List<String> texts = texts(parse(BarChart.svg(WIDE)), "text");

        assertThat(texts).contains("push-pull over tcp, msg/s (logarithmic)", "1k", "10k", "100k", "1M", "10M");
    }

    @Test
    void valuesCloseTogetherStandOnZero() throws Exception {
        Report narrow = Reports.of(Reports.comparison("push-pull", 64, "nio", 2e6, "jeromq", 1e6));

        assertThat(texts(parse(BarChart.svg(narrow)), "text"))
                .contains("push-pull over tcp, msg/s", "0", "500k", "1M", "2M");
    }

    @Test
    void everyCaseHasItsPanelAndAPeerHasOneColourInAll() throws Exception {
        Report two = Reports.of(Reports.comparison("push-pull", 64, "io_uring", 9e6, "libzmq", 4.5e6),
                Reports.comparison("push-pull", 64, "epoll", 9e6, "jeromq", 3e6),
                Reports.comparison("pub-sub", 64, "io_uring", 9e6, "jeromq", 3e6));
        Document chart = parse(BarChart.svg(two));

        assertThat(texts(chart, "text")).contains("push-pull over tcp, msg/s", "pub-sub over tcp, msg/s");
        assertThat(coloursOf(chart, "jeromq")).hasSize(2).containsOnly(coloursOf(chart, "jeromq").get(0));
        assertThat(coloursOf(chart, "ours (epoll)")).doesNotContainAnyElementsOf(coloursOf(chart, "ours (io_uring)"));
    }

    @Test
    void everythingLiesWithinThePicture() throws Exception {
        Document chart = parse(BarChart.svg(WIDE));
        double width = Double.parseDouble(chart.getDocumentElement().getAttribute("width"));
        double height = Double.parseDouble(chart.getDocumentElement().getAttribute("height"));
        for (Element bar : elements(chart, "rect")) {
            assertThat(number(bar, "x") + number(bar, "width")).isBetween(0.0, width);
            assertThat(number(bar, "y")).isBetween(0.0, height);
            assertThat(number(bar, "y") + number(bar, "height")).isBetween(0.0, height);
        }
    }

    @Test
    void namesAreEscaped() throws Exception {
        Report odd = Reports.of(Reports.comparison("a<b & c", 64, "nio", 1, "x", 1));

        assertThat(texts(parse(BarChart.svg(odd)), "text")).contains("a<b & c over tcp, msg/s");
    }

    @Test
    void aReportWithoutResultsIsAnEmptyPicture() throws Exception {
        assertThat(elements(parse(BarChart.svg(Reports.of())), "rect")).isEmpty();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> coloursOf(Document chart, String series) {
        return elements(chart, "rect").stream().filter(bar -> bar.getTextContent().startsWith(series + ":"))
                .map(bar -> bar.getAttribute("fill")).toList();
    }

    private static List<String> texts(Document document, String name) {
        return elements(document, name).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document document, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
