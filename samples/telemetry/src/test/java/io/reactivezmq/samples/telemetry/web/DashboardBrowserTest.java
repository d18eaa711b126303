package io.reactivezmq.samples.telemetry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy.IgnoreFailures;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a real browser, where one is installed. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "telemetry.sample-interval=50ms",
            "telemetry.window=250ms",
            // It misses a protocol that is not used here.
            "logging.level.org.openqa.selenium=error"
        })
@ExtendWith(OutputCaptureExtension.class)
class DashboardBrowserTest {

    private static final String CHART = "chart-host-memory";

    private final int port;
    private ChromeDriver browser;
    private DashboardPage page;

    DashboardBrowserTest(@LocalServerPort int port) {
        this.port = port;
    }

    /** The browser's last process may still write into its profile when the test is over. */
    @BeforeEach
    void openThePage(@TempDir(deletionStrategy = IgnoreFailures.class) Path profile) {
        browser = Chromium.start(profile);
        page = new DashboardPage(browser, port);
    }

    @AfterEach
    void closeThePage(CapturedOutput output) {
        if (browser != null) {
            browser.quit();
        }
        assertThat(output).doesNotContain("LEAK:");
    }

    @Test
    void chartsMove() {
        String first = page.awaitLine(CHART, course -> course.contains("L"));
        page.awaitLine(CHART, course -> !course.equals(first));
        assertThat(page.text("connection")).isEqualTo("live");
        page.awaitText("received-rate", rate -> rate.endsWith("/s") && !rate.equals("0/s"));
        page.awaitText("peers", "1"::equals);
        assertThat(page.text("events")).contains("HandshakeSucceeded");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void slowConsumerShowsDropsAndBackpressureUntilItIsSwitchedOff() {
        page.click("slow-consumer");
        page.await("switch", () -> page.attribute("slow-consumer", "aria-checked"), "true"::equals);

        long dropped = number(page.awaitText("pub-dropped", text -> number(text) > 0));
        page.awaitText("pub-dropped", text -> number(text) > dropped);
        page.awaitText("dropped-total", text -> number(text) > 0);
        page.awaitText("push-state", "held back"::equals);
        page.awaitText("sub-fast", text -> number(text) > 10 * number(page.text("sub-slow")));
        page.awaitLine("chart-pub-sub-figure", course -> course.contains("L"));
        assertThat(page.text("push-dropped")).isEqualTo("0");

        page.click("slow-consumer");
        page.await("switch", () -> page.attribute("slow-consumer", "aria-checked"), "false"::equals);
        page.awaitText("push-state", "off"::equals);
        page.awaitText("pub-offered", "0/s"::equals);
        assertThat(page.complaints()).isEmpty();
    }

    /** The number in front of a text such as {@code 1,980/s}; 0 when there is none. */
    private static long number(String text) {
        String digits = text.replace(",", "").replaceFirst("[^0-9].*", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
