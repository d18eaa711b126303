package io.reactivezmq.perf.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** JeroMQ's side of a one-way stream, with its default options. */
final class JeromqStream implements Worker {

    private static final String POM_PROPERTIES = "/META-INF/maven/org.zeromq/jeromq/pom.properties";

    private final SocketType sender;
    private final SocketType receiver;

    JeromqStream(SocketType sender, SocketType receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws IOException, InterruptedException {
        ZContext context = new ZContext();
        ZMQ.Socket socket = context.createSocket(receiver);
        if (receiver == SocketType.SUB) {
            socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
        }
        socket.bind(settings.endpoint());
        parent.accept(new WorkerLine(WorkerLine.READY, Map.of("endpoint", socket.getLastEndpoint(), "version", version())));
        Meter meter = new Meter(settings.size());
        Thread receiving = new Thread(() -> receiveForever(socket, meter), "receiver");
        receiving.setDaemon(true);
        receiving.start();
        parent.accept(Results.messagesPerSecond(meter.messagesPerSecond(settings.timing())));
    }

    private static void receiveForever(ZMQ.Socket socket, Meter meter) {
        try {
            while (true) {
                byte[] message = socket.recv(0);
                meter.received(message.length, message[0]);
            }
        } catch (RuntimeException e) {
            Results.die(e);
        }
    }

    /** JeroMQ keeps the array that it is given, so each message is a fresh one, as on our side. */
    @Override
    public void send(WorkerSettings settings) {
        ZContext context = new ZContext();
        ZMQ.Socket socket = context.createSocket(sender);
        socket.connect(settings.endpoint());
        byte[] payload = Meter.payload(settings.size());
        while (!Thread.currentThread().isInterrupted()) {
            socket.send(payload.clone(), 0);
        }
    }

    private static String version() throws IOException {
        try (InputStream in = JeromqStream.class.getResourceAsStream(POM_PROPERTIES)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        }
    }
}
