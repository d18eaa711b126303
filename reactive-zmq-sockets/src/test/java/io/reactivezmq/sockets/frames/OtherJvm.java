package io.reactivezmq.sockets.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with these arguments, whose program says in one line what it received or what was missing. */
final class OtherJvm {

    private static final int LIMIT_SECONDS = 100;

    private OtherJvm() {
    }

    /** The line with which the program answers. */
    static String answer(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("the process ends").isTrue();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            return lines.stream().filter(line -> line.startsWith("received ") || line.startsWith("missing "))
                    .findFirst().orElseThrow(() -> new AssertionError(String.join("\n", lines)));
        } finally {
            process.destroyForcibly();
        }
    }
}
