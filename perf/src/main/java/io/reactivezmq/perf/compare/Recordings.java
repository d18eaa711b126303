package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.worker.Role;
import java.nio.file.Path;

/**
 * Flight recordings of our side: {@code x.jfr} becomes one file for each job, I/O transport and role. They are made in runs
 * of their own, because a recorder costs time.
 */
public final class Recordings {

    private static final String SUFFIX = ".jfr";

    private final Path given;
    private final Measurer measurer;
    private final Progress progress;

    /** @param given the path from which the names are made */
    public Recordings(Path given, Measurer measurer, Progress progress) {
        this.given = given.toAbsolutePath();
        this.measurer = measurer;
        this.progress = progress;
    }

    /** One more run, whose figure counts for nothing. */
    public void record(JavaContender ours, Job job) {
        Path file = of(given, job, ours.io().toString());
        progress.note("recording " + job + " to " + (job.transport() == Transport.INPROC ? of(file, Role.BOTH)
                : of(file, Role.RECEIVE) + " and " + of(file, Role.SEND)));
        measurer.measure(ours.recordedTo(file), job);
    }

    static Path of(Path given, Job job, String io) {
        return with(given, job.perfCase().name() + "-" + job.transport() + "-" + job.size() + "-" + io);
    }

    static Path of(Path given, Role role) {
        return with(given, role.toString());
    }

    private static Path with(Path given, String part) {
        String name = given.getFileName().toString();
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return given.resolveSibling(stem + "-" + part + SUFFIX);
    }
}
