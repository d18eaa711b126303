package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.worker.Role;
import java.util.List;
import java.util.Optional;

/** One side of a comparison: it knows how its worker processes are started. */
public interface Contender {

    /** Its name in progress messages and results. */
    String label();

    /**
     * Makes sure that it can run at all, before anything is measured.
     *
     * @throws MissingPeerException with advice, when something has to be installed first
     */
    void prepare();

    /** Why it cannot do a job at all, in words; empty when it can. */
    default Optional<String> lacks(Job job) {
        return Optional.empty();
    }

    /**
     * The command line of one worker.
     *
     * @param role     which part it plays
     * @param job      what to measure
     * @param endpoint where to bind or to connect, as the case has it
     */
    List<String> command(Role role, Job job, String endpoint);

    /**
     * Looks whether a figure is of what was asked for.
     *
     * @throws MeasurementException if it is not; a wrong figure is worse than none
     */
    default void check(Measurement measurement) {
    }
}
