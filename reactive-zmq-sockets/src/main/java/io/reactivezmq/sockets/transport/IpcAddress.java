package io.reactivezmq.sockets.transport;

import io.netty.channel.unix.DomainSocketAddress;
import io.reactivezmq.core.endpoint.IpcEndpoint;

/** Where to connect or to listen, in the text of the endpoint: the NUL of an abstract name stays out of logs and events. */
final class IpcAddress extends DomainSocketAddress {

    private static final long serialVersionUID = 1L;

    private final String text;

    private IpcAddress(String path, String text) {
        super(path);
        this.text = text;
    }

    static IpcAddress of(IpcEndpoint endpoint) {
        String path = endpoint.path();
        return new IpcAddress(endpoint.isAbstract() ? "\0" + path.substring(1) : path, path);
    }

    @Override
    public String toString() {
        return text;
    }
}
