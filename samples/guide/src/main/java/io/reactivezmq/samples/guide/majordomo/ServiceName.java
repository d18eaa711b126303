package io.reactivezmq.samples.guide.majordomo;

/**
 * What a service is known by. One of MDP/0.2 is not that of the same name of MDP/0.1, whose clients could not read answers of
 * several parts.
 *
 * @param dialect that of its workers
 */
record ServiceName(Mdp dialect, String name) {

    /** RFC 8: these services are the broker's own. */
    boolean isOfBroker() {
        return name.startsWith("mmi.");
    }
}
