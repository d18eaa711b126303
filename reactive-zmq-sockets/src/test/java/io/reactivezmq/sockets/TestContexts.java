package io.reactivezmq.sockets;

import java.util.Locale;

/** The contexts of tests. All run on the I/O that the system property {@code reactivezmq.test.io} names; default is auto. */
public final class TestContexts {

    private static final String PROPERTY = "reactivezmq.test.io";

    private TestContexts() {
    }

    /** A context on the I/O of this test run; the caller closes it. */
    public static ZmqContext create() {
        return builder().build();
    }

    /** As {@link #create()}, with other settings still to come. */
    public static ZmqContextBuilder builder() {
        return ZmqContext.builder().io(io());
    }

    /** What this test run asks for, perhaps {@link IoTransport#AUTO}. */
    public static IoTransport io() {
        return IoTransport.valueOf(System.getProperty(PROPERTY, "auto").toUpperCase(Locale.ROOT));
    }
}
