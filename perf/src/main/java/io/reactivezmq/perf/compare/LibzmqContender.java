package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.worker.Role;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** libzmq, through a small C program that is compiled when it is first asked for. */
public final class LibzmqContender implements Contender {

    private final LibzmqProgram program;
    private @Nullable Path executable;

    public LibzmqContender(LibzmqProgram program) {
        this.program = program;
    }

    @Override
    public String label() {
        return "libzmq";
    }

    @Override
    public void prepare() {
        if (executable == null) {
            executable = program.compile();
        }
    }

    @Override
    public List<String> command(Role role, Job job, String endpoint) {
        if (executable == null) {
            throw new IllegalStateException("not prepared");
        }
        return List.of(executable.toString(), role.toString(), job.perfCase().name(), endpoint,
                Integer.toString(job.size()), Integer.toString(job.count()),
                Long.toString(job.timing().warmUp().toMillis()), Long.toString(job.timing().window().toMillis()));
    }
}
