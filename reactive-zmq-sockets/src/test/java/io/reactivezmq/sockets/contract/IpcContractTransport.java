package io.reactivezmq.sockets.contract;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.IpcEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unix domain sockets in a directory of the test. */
final class IpcContractTransport implements ContractTransport {

    private final Path directory;
    private int paths;

    IpcContractTransport() {
        try {
            directory = Files.createTempDirectory("zmq-test");
        } catch (IOException noDirectory) {
            throw new UncheckedIOException(noDirectory);
        }
    }

    @Override
    public String wildcard() {
        return "ipc://*";
    }

    @Override
    public Endpoint vacant() {
        return new IpcEndpoint(directory.resolve("vacant" + paths++).toString());
    }

    /** Fails if a socket that is closed by now has left anything behind. */
    @Override
    public void close() {
        try {
            Files.delete(directory);
        } catch (IOException leftover) {
            throw new UncheckedIOException(leftover);
        }
    }
}
