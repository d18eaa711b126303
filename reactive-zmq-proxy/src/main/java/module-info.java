/** Proxies: pairs of sockets joined as streams. */
module io.reactivezmq.proxy {
    requires transitive io.reactivezmq.sockets;
    requires org.jctools.core;
    requires static micrometer.core;
    requires static org.jspecify;

    exports io.reactivezmq.proxy;
    exports io.reactivezmq.proxy.micrometer;
}
