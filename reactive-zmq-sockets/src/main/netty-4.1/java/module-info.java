/**
 * The sockets: ZmqContext, transports, pipes, routing strategies and the socket types, over reactor-netty.
 *
 * <p>This descriptor is the one for Netty 4.1; it differs from the other only in the module that carries io_uring.
 */
module io.reactivezmq.sockets {
    requires transitive io.reactivezmq.core;
    requires io.reactivezmq.codec;
    requires reactor.netty.core;
    requires io.netty.common;
    requires io.netty.buffer;
    requires io.netty.transport;
    requires io.netty.transport.unix.common;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.kqueue;
    requires io.netty.incubator.transport.classes.io_uring;
    requires org.jctools.core;
    requires static org.jspecify;
}
