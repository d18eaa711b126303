/**
 * ZeroMQ sockets as Reactive Streams over reactor-netty. Lies beside the code of one Netty version because the io_uring
 * transport is a module of another name in each.
 */
module io.reactivezmq.sockets {
    requires transitive io.reactivezmq.core;
    requires io.reactivezmq.codec;
    requires reactor.netty.core;
    requires org.jctools.core;
    requires io.netty.common;
    requires io.netty.resolver;
    requires io.netty.transport;
    requires io.netty.transport.unix.common;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.kqueue;
    requires io.netty.transport.classes.io_uring;
    // What reactor-netty needs: it is an automatic module, which cannot say so.
    requires io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.resolver.dns;
    requires jdk.net;
    requires jdk.unsupported; // sun.misc.Unsafe for JCTools
    requires static micrometer.core;
    requires static tools.jackson.databind;
    requires static msgpack.core;
    requires static org.jspecify;

    exports io.reactivezmq.sockets;
    exports io.reactivezmq.sockets.frames;
    exports io.reactivezmq.sockets.micrometer;
}
