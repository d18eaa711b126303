package io.reactivezmq.sockets.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.sockets.TestContexts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications without Micrometer, Jackson or MessagePack: a JVM whose class path does not have them. */
class OptionalDependenciesTest {

    @Test
    void sockets_work_without_any_of_them() throws Exception {
        assertThat(run("traffic", "micrometer", "jackson", "msgpack")).isEqualTo("received hello");
    }

    @ParameterizedTest
    @CsvSource({"metrics, micrometer, io.micrometer:micrometer-core", "json, jackson, tools.jackson.core:jackson-databind",
        "messagePack, msgpack, org.msgpack:msgpack-core", "messagePack, jackson, tools.jackson.core:jackson-databind"})
    void whoever_asks_for_one_is_told_what_to_add(String what, String missing, String dependency) throws Exception {
        assertThat(run(what, missing)).isEqualTo("missing " + dependency);
    }

    private static String run(String what, String... missing) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Arrays.stream(missing).noneMatch(Path.of(entry).getFileName().toString()::contains))
                .collect(Collectors.joining(File.pathSeparator));
        return OtherJvm.answer(List.of("-Dreactivezmq.test.io=" + TestContexts.io(), "-cp", classPath,
                BareApplication.class.getName(), what));
    }
}
