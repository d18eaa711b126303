package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.event.AcceptFailed;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The program of {@link OpenFilesIT}: a PULL socket. Told "fill", it opens files until the operating system gives it no more;
 * told "free", it closes them.
 */
final class OpenFilesVictim {

    private OpenFilesVictim() {
    }

    public static void main(String[] arguments) throws IOException {
        try (ZmqContext zmq = TestContexts.builder().ioThreads(1).build()) {
            PullSocket pull = zmq.pull();
            pull.receive().subscribe(message -> System.out.println("got " + message.frameAsString(0)));
            pull.events().subscribe(OpenFilesVictim::tellFailures);
            Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");
            // classes that are needed when no file can be opened
            tellFailures(new AcceptFailed(endpoint, new ZmqConnectionException(ErrorCode.ECONNABORTED, "a rehearsal")));
            System.out.println("bound " + endpoint);
            obey();
        }
    }

    private static void obey() throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<FileInputStream> open = new ArrayList<>();
        String order;
        while ((order = orders.readLine()) != null) {
            if (order.equals("fill")) {
                fill(open);
                System.out.println("filled");
            } else {
                for (FileInputStream file : open) {
                    file.close();
                }
            }
        }
    }

    private static void fill(List<FileInputStream> open) {
        try {
            while (true) {
                open.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException full) {
            // that was the aim
        }
    }

    private static void tellFailures(SocketEvent event) {
        if (event instanceof AcceptFailed failed) {
            System.out.println("refused " + failed.cause().code() + " " + failed.cause().getMessage());
        }
    }
}
