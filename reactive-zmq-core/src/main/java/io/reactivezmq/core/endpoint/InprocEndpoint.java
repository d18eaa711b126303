package io.reactivezmq.core.endpoint;

/**
 * A name within one context: {@code inproc://name}.
 *
 * @param name any text but the empty one, without control characters; upper and lower case differ
 */
public record InprocEndpoint(String name) implements Endpoint {

    static final String TRANSPORT = "inproc";

    private static final String PREFIX = TRANSPORT + "://";

    /**
     * Checks the name.
     *
     * @throws io.reactivezmq.core.error.ZmqEndpointException {@code MALFORMED} (EINVAL)
     */
    public InprocEndpoint {
        PlainName.require(name, PREFIX + name, PREFIX.length(), "the name");
    }

    static InprocEndpoint parseAddress(String text) {
        return new InprocEndpoint(text.substring(PREFIX.length()));
    }

    @Override
    public String transport() {
        return TRANSPORT;
    }

    /** Every inproc endpoint may be bound. */
    @Override
    public void requireBindable() {
        // nothing that connect alone could use
    }

    /** Every inproc endpoint may be connected to. */
    @Override
    public void requireConnectable() {
        // there is no wildcard
    }

    @Override
    public String toString() {
        return PREFIX + name;
    }
}
