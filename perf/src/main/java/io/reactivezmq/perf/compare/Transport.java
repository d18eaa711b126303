package io.reactivezmq.perf.compare;

import java.nio.file.Path;
import java.util.Locale;

/** How the two ends are connected. */
public enum Transport {

    /** Loopback TCP, on a port that the operating system picks. */
    TCP {
        @Override
        String bindEndpoint(Path directory) {
            return "tcp://127.0.0.1:*";
        }
    },

    /** A Unix domain socket. */
    IPC {
        @Override
        String bindEndpoint(Path directory) {
            return "ipc://" + directory.resolve("socket");
        }
    },

    /** Two sockets of one context in one process. */
    INPROC {
        @Override
        String bindEndpoint(Path directory) {
            return "inproc://perf";
        }
    };

    /**
     * Where to bind; the worker that does reports the endpoint that came of it.
     *
     * @param directory an empty one for this measurement
     */
    abstract String bindEndpoint(Path directory);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
