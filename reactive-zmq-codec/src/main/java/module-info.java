/**
 * The wire: ZMTP greeting, handshake, frames and commands as state machines without I/O, and the thin Netty handlers that
 * drive them. Internal to reactive-zmq: only the sockets module may use it.
 */
@SuppressWarnings("module") // the sockets module is built after this one
module io.reactivezmq.codec {
    requires transitive io.reactivezmq.core;
    requires transitive io.netty.buffer;
    requires transitive io.netty.transport;
    requires io.netty.common;
    requires org.bouncycastle.provider;
    requires static org.jspecify;

    exports io.reactivezmq.codec.wire to io.reactivezmq.sockets;
    exports io.reactivezmq.codec.engine to io.reactivezmq.sockets;
    exports io.reactivezmq.codec.netty to io.reactivezmq.sockets;
}
