package io.reactivezmq.perf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The facts about a machine without which a figure says little. */
final class Environment {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Environment() {
    }

    static Map<String, String> describe() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        facts.put("cores", Integer.toString(cores()));
        facts.put("loadAverage", String.format(Locale.ROOT, "%.1f", load()));
        facts.put("cpu", cpu());
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("reactive-zmq", Perf.Version.current());
        return facts;
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** The load average of the last minute, negative where the operating system does not tell. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim()).orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
