/** Proxies: pairs of sockets joined as streams. */
module io.reactivezmq.proxy {
    requires transitive io.reactivezmq.sockets;
    requires static org.jspecify;
}
