package io.reactivezmq.sockets.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.sockets.TestContexts;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application that is a module: compiled against the library's modules, and run with or without the optional ones. */
@DisplayName("the module path, where \"requires static\" leaves it to the application what is there")
class ModulePathTest {

    private static final String JACKSON = "tools.jackson.databind";
    /** The library and what it needs, of all that the tests have on their class path. */
    private static final Pattern MODULES = Pattern.compile("(reactive-zmq-|reactor-|reactive-streams|netty-|bcprov-|jctools"
            + "|jspecify|micrometer-|jackson-|msgpack-|HdrHistogram|LatencyUtils).*(?<!-tests)\\.jar");

    @TempDir
    private static Path application;

    @BeforeAll
    static void theApplicationIsCompiled() throws IOException, URISyntaxException {
        Path sources = Path.of(ModulePathTest.class.getResource("/modular/module-info.java").toURI()).getParent();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> arguments = List.of("--module-path", modulePath(), "-d", application.toString());
            var units = files.getJavaFileObjects(sources.resolve("module-info.java"), sources.resolve("app/Meters.java"),
                    sources.resolve("app/ModularApplication.java"));
            assertThat(compiler.getTask(complaints, files, null, arguments, null, units).call()).as(complaints::toString).isTrue();
        }
    }

    private static String modulePath(String... missing) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(ModulePathTest::isModule)
                .filter(entry -> Arrays.stream(missing).noneMatch(Path.of(entry).getFileName().toString()::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isModule(String entry) {
        return Files.exists(Path.of(entry, "module-info.class"))
                || MODULES.matcher(Path.of(entry).getFileName().toString()).matches();
    }

    /** The native libraries are modules that nobody can require, since each fits one platform only. */
    private static Stream<String> nativeTransports() {
        Path[] libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(entry -> entry.getFileName().toString().contains("transport-native-")).toArray(Path[]::new);
        return ModuleFinder.of(libraries).findAll().stream().map(module -> module.descriptor().name());
    }

    private static String run(String what, List<String> required, String... missing) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-p", modulePath(missing) + File.pathSeparator + application));
        String added = Stream.concat(required.stream(), nativeTransports()).collect(Collectors.joining(","));
        arguments.addAll(List.of("--add-modules", added));
        arguments.addAll(List.of("-m", "app/app.ModularApplication", what, TestContexts.io().name()));
        return OtherJvm.answer(arguments);
    }

    @Test
    void sockets_work_without_any_optional_module() throws Exception {
        assertThat(run("traffic", List.of(), "micrometer", "jackson", "msgpack")).isEqualTo("received hello");
    }

    @Test
    void sockets_have_meters() throws Exception {
        assertThat(run("metrics", List.of("micrometer.core"))).isEqualTo("received reactive.zmq.sockets");
    }

    @ParameterizedTest
    @CsvSource({"json", "messagePack"})
    void frames_have_values(String format) throws Exception {
        assertThat(run(format, List.of(JACKSON, "msgpack.core"))).isEqualTo("received Tick[symbol=XETR, price=12.5]");
    }

    @ParameterizedTest
    @CsvSource({"global metrics, micrometer, io.micrometer:micrometer-core", "json, jackson, tools.jackson.core:jackson-databind",
        "messagePack, jackson, tools.jackson.core:jackson-databind"})
    void whoever_asks_for_a_missing_one_is_told_what_to_add(String what, String missing, String dependency) throws Exception {
        assertThat(run(what, List.of(), missing)).startsWith("missing ").contains(dependency);
    }

    @Test
    void message_pack_without_its_library_names_it() throws Exception {
        assertThat(run("messagePack", List.of(JACKSON), "msgpack")).startsWith("missing ").contains("org.msgpack:msgpack-core");
    }

    @Test
    @DisplayName("a module on the path that nobody requires is not there, and the message says so")
    void a_module_that_nobody_requires_is_told() throws Exception {
        assertThat(run("json", List.of())).startsWith("missing ").contains("tools.jackson.core:jackson-databind")
                .contains("module-info");
    }
}
