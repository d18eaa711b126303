package io.reactivezmq.perf.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The C program, compiled on demand into a temporary directory that is deleted at exit. Compiling and linking are separate
 * steps, so that which of them fails tells what is missing: the compiler, libzmq's header, or libzmq itself.
 */
public final class LibzmqProgram {

    static final String SOURCE = "zmq_perf.c";

    private static final String PEER = "libzmq";
    private static final String COMPILER_PACKAGES = "gcc libc6-dev";
    private static final String LIBRARY_PACKAGE = "libzmq3-dev";
    /** The first of a compiler's complaints are the ones that count. */
    private static final int SHOWN_LINES = 6;
    private static final long DEADLINE_SECONDS = 60;

    private final String compiler;
    private final List<String> extraArguments;

    LibzmqProgram(String compiler, List<String> extraArguments) {
        this.compiler = compiler;
        this.extraArguments = extraArguments;
    }

    /** With the compiler that the variable {@code CC} names, or {@code cc}. */
    public static LibzmqProgram withSystemCompiler(Map<String, String> environment) {
        return new LibzmqProgram(environment.getOrDefault("CC", "cc"), List.of());
    }

    /** Compiles, and returns the executable. */
    Path compile() {
        try {
            Path directory = Files.createTempDirectory("zmq-perf");
            Path source = directory.resolve(SOURCE);
            Path object = directory.resolve("zmq_perf.o");
            Path executable = directory.resolve("zmq_perf");
            // deleted in the reverse order, so the directory is empty when its turn comes
            List.of(directory, source, object, executable).forEach(path -> path.toFile().deleteOnExit());
            try (InputStream in = LibzmqProgram.class.getResourceAsStream(SOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(SOURCE + " is not in the jar");
                }
                Files.copy(in, source);
            }
            run("the program cannot be compiled with libzmq's header zmq.h", COMPILER_PACKAGES + " " + LIBRARY_PACKAGE,
                    "-O2", "-c", source.toString(), "-o", object.toString());
            run("the program cannot be linked with libzmq", LIBRARY_PACKAGE,
                    object.toString(), "-o", executable.toString(), "-lzmq", "-lpthread");
            return executable;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile " + SOURCE, e);
        }
    }

    private void run(String missing, String packages, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(compiler);
        builder.command().addAll(extraArguments);
        builder.command().addAll(List.of(arguments));
        Process process = start(builder.redirectErrorStream(true));
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new MissingPeerException(PEER, missing, packages,
                        output.lines().limit(SHOWN_LINES).collect(Collectors.joining("\n")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted while compiling " + SOURCE, e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new MissingPeerException(PEER, "there is no C compiler '" + compiler + "'",
                    COMPILER_PACKAGES + " " + LIBRARY_PACKAGE, "");
        }
    }
}
