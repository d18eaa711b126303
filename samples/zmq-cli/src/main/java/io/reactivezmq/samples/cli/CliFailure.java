package io.reactivezmq.samples.cli;

/** What went wrong, in words that tell what to do, and the exit status that goes with it. */
final class CliFailure extends RuntimeException {

    static final int RUNTIME = 1;
    static final int USAGE = 2;
    static final int TIMEOUT = 3;

    private static final long serialVersionUID = 1L;

    private final int status;

    private CliFailure(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    private CliFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Something failed here or at a peer. */
    static CliFailure runtime(String message) {
        return new CliFailure(RUNTIME, message);
    }

    static CliFailure runtime(String message, Throwable cause) {
        return new CliFailure(RUNTIME, message, cause);
    }

    /** The arguments cannot work; the message names the option. */
    static CliFailure usage(String message) {
        return new CliFailure(USAGE, message);
    }

    static CliFailure usage(String message, Throwable cause) {
        return new CliFailure(USAGE, message, cause);
    }

    /** Nothing happened for as long as {@code --timeout} allows. */
    static CliFailure timeout(String message) {
        return new CliFailure(TIMEOUT, message);
    }

    int status() {
        return status;
    }
}
