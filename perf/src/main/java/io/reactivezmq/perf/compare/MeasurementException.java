package io.reactivezmq.perf.compare;

import org.jspecify.annotations.Nullable;

/** A measurement gave no figure: a worker failed, or did not keep to its time. */
public final class MeasurementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MeasurementException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    MeasurementException(String message) {
        this(message, null);
    }
}
