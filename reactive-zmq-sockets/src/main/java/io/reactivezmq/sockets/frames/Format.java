package io.reactivezmq.sockets.frames;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Values of one type as bytes and back. Fails with Jackson's exceptions, or an {@link IOException} that says what is wrong. */
interface Format {

    byte[] write(Object value) throws IOException;

    /** Does not change the array, nor keep it. */
    @Nullable Object read(byte[] bytes) throws IOException;
}
