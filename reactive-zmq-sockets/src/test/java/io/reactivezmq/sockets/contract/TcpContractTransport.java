package io.reactivezmq.sockets.contract;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** TCP over loopback. */
final class TcpContractTransport implements ContractTransport {

    private final List<Socket> reserved = new ArrayList<>();

    @Override
    public String wildcard() {
        return "tcp://127.0.0.1:*";
    }

    /** Bound and not listening: connections are refused, the system gives the port to nobody else, and a bind may share it. */
    @Override
    public Endpoint vacant() {
        try {
            Socket reservation = new Socket();
            reserved.add(reservation);
            reservation.setReuseAddress(true);
            reservation.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            return new TcpEndpoint("127.0.0.1", reservation.getLocalPort());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public void close() {
        reserved.forEach(reservation -> {
            try {
                reservation.close();
            } catch (IOException ignored) {
                // it was never connected
            }
        });
    }
}
