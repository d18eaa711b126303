package io.reactivezmq.samples.telemetry.web;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as a person sees it: values by id, and waiting for them to become something. */
final class DashboardPage {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver browser;

    DashboardPage(ChromeDriver browser, int port) {
        this.browser = browser;
        browser.get("http://127.0.0.1:" + port + "/");
    }

    String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    String awaitText(String id, Predicate<String> condition) {
        return await("#" + id, () -> text(id), condition);
    }

    /** The course of the first line of a chart, as SVG path data. */
    String awaitLine(String chart, Predicate<String> condition) {
        return await("the line of #" + chart, () -> line(chart), condition);
    }

    private String line(String chart) {
        List<WebElement> lines = browser.findElements(By.cssSelector("#" + chart + " path.line"));
        String course = lines.isEmpty() ? null : lines.get(0).getDomAttribute("d");
        return course == null ? "" : course;
    }

    void click(String id) {
        new WebDriverWait(browser, PATIENCE).until(b -> b.findElement(By.id(id)).isEnabled());
        WebElement element = browser.findElement(By.id(id));
        browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    String attribute(String id, String name) {
        return String.valueOf(browser.findElement(By.id(id)).getDomAttribute(name));
    }

    /** Messages of the browser's console at level SEVERE: script errors, refused resources. */
    List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    String await(String what, Supplier<String> value, Predicate<String> condition) {
        String[] last = {""};
        return new WebDriverWait(browser, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + " is " + last[0])
                .until(b -> {
                    last[0] = value.get();
                    return condition.test(last[0]) ? last[0] : null;
                });
    }
}
