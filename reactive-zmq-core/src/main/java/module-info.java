/**
 * The vocabulary of reactive-zmq: messages, endpoints, socket types, options, errors, events and the socket interfaces.
 * Values and contracts only; no I/O and no Netty.
 */
@SuppressWarnings("module") // the modules that see the spi package are built after this one
module io.reactivezmq.core {
    requires transitive reactor.core;
    requires transitive org.reactivestreams;
    requires static org.jspecify;

    exports io.reactivezmq.core;
    exports io.reactivezmq.core.endpoint;
    exports io.reactivezmq.core.error;
    exports io.reactivezmq.core.event;
    exports io.reactivezmq.core.message;
    exports io.reactivezmq.core.options;
    exports io.reactivezmq.core.security;
    exports io.reactivezmq.core.spi to io.reactivezmq.codec, io.reactivezmq.sockets, io.reactivezmq.proxy;
}
