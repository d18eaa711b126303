package io.reactivezmq.samples.cli.codec;

import java.io.IOException;

/** A line is not what the form of the input says; the message tells what is, and {@link LineReader} adds where. */
public final class MalformedLineException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedLineException(String message) {
        super(message);
    }

    MalformedLineException(String message, Throwable cause) {
        super(message, cause);
    }
}
