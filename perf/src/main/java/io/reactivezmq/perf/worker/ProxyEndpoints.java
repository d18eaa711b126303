package io.reactivezmq.perf.worker;

/**
 * Where a proxy binds, in the one word that passes from process to process: {@code FRONTEND,BACKEND}.
 *
 * @param frontend for clients
 * @param backend  for workers
 */
record ProxyEndpoints(String frontend, String backend) {

    private static final char BETWEEN = ',';

    /** Two of the kind that was asked for; a port of tcp is a wildcard already, a path needs a second name. */
    static ProxyEndpoints bothAt(String endpoint) {
        return new ProxyEndpoints(endpoint, endpoint.startsWith("ipc:") ? endpoint + "-backend" : endpoint);
    }

    static ProxyEndpoints parse(String text) {
        int at = text.indexOf(BETWEEN);
        if (at < 0) {
            throw new IllegalArgumentException("a proxy has two endpoints, FRONTEND,BACKEND, and not '" + text + "'");
        }
        return new ProxyEndpoints(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return frontend + BETWEEN + backend;
    }
}
