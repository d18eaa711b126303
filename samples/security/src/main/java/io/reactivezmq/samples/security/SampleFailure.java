package io.reactivezmq.samples.security;

/** What went wrong, in words that tell what to do, and the exit status that goes with it. */
final class SampleFailure extends RuntimeException {

    /** Something on this machine: a file, a port. */
    static final int RUNTIME = 1;
    /** The server does not let us in, or does not answer. */
    static final int NOT_SERVED = 3;

    private static final long serialVersionUID = 1L;

    private final int status;

    private SampleFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    static SampleFailure runtime(String message) {
        return new SampleFailure(RUNTIME, message);
    }

    static SampleFailure notServed(String message) {
        return new SampleFailure(NOT_SERVED, message);
    }

    int status() {
        return status;
    }
}
