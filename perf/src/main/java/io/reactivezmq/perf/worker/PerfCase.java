package io.reactivezmq.perf.worker;

/**
 * One thing that can be compared. A new one is a small class listed in {@link PerfCases}, and a row or a function in
 * {@code zmq_perf.c}.
 */
public interface PerfCase {

    /** Its name on the command line and in reports. */
    String name();

    /** The worker for a library that runs in a JVM. */
    Worker worker(Library library);
}
