package io.reactivezmq.core.error;

/**
 * Something was asked for that needs an optional library, and that is not on the class path or module path
 * ({@link ErrorCode#ENOTSUP}). The message names what to add.
 */
public final class ZmqDependencyException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String dependency;

    /**
     * An optional library that is missing.
     *
     * @param feature what was asked for, such as {@code metrics()}
     * @param dependency group and artifact, such as {@code io.micrometer:micrometer-core}
     * @param missing what the JVM could not find
     */
    public ZmqDependencyException(String feature, String dependency, LinkageError missing) {
        super(ErrorCode.ENOTSUP, feature + " needs the optional library " + dependency
                + ", which is not there: add it to the dependencies of the application, and if that is a module, "
                + "have its module-info require the library's", missing);
        this.dependency = dependency;
    }

    /** What to add: group and artifact, such as {@code io.micrometer:micrometer-core}. */
    public String dependency() {
        return dependency;
    }

    /** False: the class path of a running program does not change. */
    @Override
    public boolean isRetryable() {
        return false;
    }
}
