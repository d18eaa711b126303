package io.reactivezmq.sockets.inproc;

import java.net.SocketAddress;

/** Where an inproc peer is: behind a name. */
final class InprocAddress extends SocketAddress {

    private static final long serialVersionUID = 1L;

    private final String name;

    InprocAddress(String name) {
        this.name = name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InprocAddress that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "inproc://" + name;
    }
}
