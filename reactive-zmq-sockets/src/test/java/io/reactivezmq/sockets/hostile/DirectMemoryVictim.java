package io.reactivezmq.sockets.hostile;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The program of {@link DirectMemoryIT}: a PULL socket that nobody reads, so that what its peers send fills the memory, and
 * another one in the same context that is read. Told "fill", it leaves next to nothing of the memory free; told "free", it
 * gives that back and reads the first socket as well.
 */
final class DirectMemoryVictim {

    private static final int PORTION = 64 * 1024;

    private DirectMemoryVictim() {
    }

    /** @param arguments the number of attackers */
    public static void main(String[] arguments) throws IOException {
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[0]));
        try (ZmqContext zmq = TestContexts.builder().ioThreads(2).build()) {
            PullSocket healthy = zmq.pull();
            healthy.receive().subscribe(message -> System.out.println("got " + message.frameAsString(0)));
            PullSocket unread = zmq.pull(changes -> changes.queues(queues -> queues.receiveHighWaterMark(1)));
            unread.events().subscribe(event -> count(event, left));
            System.out.println("healthy " + healthy.bindNow("tcp://127.0.0.1:*"));
            System.out.println("unread " + unread.bindNow("tcp://127.0.0.1:*"));
            obey(unread);
        }
    }

    private static void obey(PullSocket unread) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<ByteBuf> ballast = new ArrayList<>();
        String order;
        while ((order = orders.readLine()) != null) {
            if (order.equals("fill")) {
                fill(ballast);
                System.out.println("filled");
            } else {
                ballast.forEach(ByteBuf::release);
                unread.receive().subscribe();
            }
        }
    }

    private static void fill(List<ByteBuf> ballast) {
        try {
            while (true) {
                ballast.add(UnpooledByteBufAllocator.DEFAULT.directBuffer(PORTION));
            }
        } catch (OutOfMemoryError full) {
            // that was the aim
        }
    }

    private static void count(SocketEvent event, AtomicInteger left) {
        if (event instanceof Disconnected end && end.cause() != null) {
            tellIfExhausted(end.cause());
        }
        if (event instanceof HandshakeFailed end) {
            tellIfExhausted(end.cause());
        }
        if ((event instanceof Disconnected || event instanceof HandshakeFailed) && left.decrementAndGet() == 0) {
            System.out.println("gone");
        }
    }

    private static void tellIfExhausted(ZmqException cause) {
        if (cause.code() == ErrorCode.ENOBUFS || cause.getCause() instanceof OutOfMemoryError) {
            System.out.println("exhausted " + cause);
        }
    }
}
