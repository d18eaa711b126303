package io.reactivezmq.core.options;

/**
 * What becomes of a routing id that one peer of a ROUTER has and another one announces, {@code ZMQ_ROUTER_HANDOVER}. In each
 * case the messages that the first peer has sent are received.
 */
public enum Handover {

    /**
     * {@code ZMQ_ROUTER_HANDOVER} 0: the first peer keeps the id. The newcomer stays connected, but nothing it sends is read and
     * nothing can be sent to it; a {@link io.reactivezmq.core.event.RoutingIdRefused} event tells.
     */
    REFUSE,

    /**
     * {@code ZMQ_ROUTER_HANDOVER} 1: the newcomer takes the id over, and the first peer is disconnected. A routing id is a name and
     * no proof: whoever can connect can take any id with this, and gets what is sent to it.
     */
    REPLACE,

    /**
     * As {@link #REPLACE} where both peers have been authenticated as the same user, see
     * {@link io.reactivezmq.core.message.MessageMetadata#userId()}, else as {@link #REFUSE}; so also where one of the two has no
     * user: without security, over inproc, or with a first peer that is connected to and was never there. libzmq has no such
     * value.
     */
    REPLACE_IF_SAME_USER
}
