package io.reactivezmq.perf.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A context of JeroMQ, with its default options. It is left to the end of the process.
 *
 * @param zmq      the context
 * @param settings what the worker has to do
 * @param parent   takes the lines for the parent
 */
record JeromqSide(ZContext zmq, WorkerSettings settings, Consumer<WorkerLine> parent) {

    private static final String POM_PROPERTIES = "/META-INF/maven/org.zeromq/jeromq/pom.properties";

    static JeromqSide open(WorkerSettings settings, Consumer<WorkerLine> parent) {
        return new JeromqSide(new ZContext(), settings, parent);
    }

    /** Binds and tells the parent, or connects. */
    ZMQ.Socket attach(ZMQ.Socket socket) {
        if (settings.binds()) {
            socket.bind(settings.endpoint());
            ready(socket.getLastEndpoint());
        } else {
            socket.connect(settings.endpoint());
        }
        return socket;
    }

    /** Tells the parent where the other worker has to connect. */
    void ready(String endpoint) {
        parent.accept(new WorkerLine(WorkerLine.READY, Map.of("endpoint", endpoint, "version", version())));
    }

    private static String version() {
        try (InputStream in = JeromqSide.class.getResourceAsStream(POM_PROPERTIES)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + POM_PROPERTIES, e);
        }
    }
}
