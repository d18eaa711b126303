package io.reactivezmq.core.options;

/**
 * What can end the attempts to connect, {@code ZMQ_RECONNECT_STOP}. libzmq's third, after a disconnect, is the rule here: an
 * endpoint that was disconnected is not connected again.
 */
public enum ReconnectStop {

    /** {@code ZMQ_RECONNECT_STOP_CONN_REFUSED}: nobody listens at the address. */
    CONNECTION_REFUSED,

    /** {@code ZMQ_RECONNECT_STOP_HANDSHAKE_FAILED}: the peer closed, erred or took too long before it was ready. */
    HANDSHAKE_FAILED
}
