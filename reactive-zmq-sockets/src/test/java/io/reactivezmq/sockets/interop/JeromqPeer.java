package io.reactivezmq.sockets.interop;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.security.CurvePublicKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** A JeroMQ socket with the one thread that it may be used from. */
final class JeromqPeer implements Peer {

    private static final int SOCKET_TIMEOUT = (int) PATIENCE.toMillis() * 2 / 3;
    /**
     * JeroMQ 0.6.0 now and then neither sends nor reads on a connection that it has just made, whoever is at the other end,
     * until this time is over and it connects again; its default of 30 seconds would be most of the patience of a test.
     */
    private static final int HANDSHAKE_TIMEOUT = 1000;
    private static final int EXIT_SECONDS = 10;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "jeromq-peer");
        created.setDaemon(true);
        return created;
    });
    private final ZContext context = new ZContext();
    /** Belongs to the thread. */
    private ZMQ.@Nullable Socket socket;

    private <T> CompletableFuture<T> ask(Callable<T> command) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                answer.complete(command.call());
            } catch (Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /** A command that uses the socket. */
    @FunctionalInterface
    private interface Order {

        void carryOut(ZMQ.Socket socket);
    }

    private CompletableFuture<Void> order(Order order) {
        return ask(() -> {
            order.carryOut(open());
            return null;
        });
    }

    private ZMQ.Socket open() {
        ZMQ.Socket opened = socket;
        if (opened == null) {
            throw new IllegalStateException("open() comes first");
        }
        return opened;
    }

    @Override
    public CompletableFuture<Void> open(SocketType type, String... options) {
        return ask(() -> {
            ZMQ.Socket created = context.createSocket(org.zeromq.SocketType.valueOf(type.name()));
            created.setLinger(0);
            created.setReceiveTimeOut(SOCKET_TIMEOUT);
            created.setSendTimeOut(SOCKET_TIMEOUT);
            created.setHandshakeIvl(HANDSHAKE_TIMEOUT);
            for (String option : options) {
                int equals = option.indexOf('=');
                set(created, option.substring(0, equals), option.substring(equals + 1));
            }
            socket = created;
            return null;
        });
    }

    private static void set(ZMQ.Socket socket, String option, String value) {
        switch (option) {
            case "SNDHWM" -> socket.setSndHWM(Integer.parseInt(value));
            case "RCVHWM" -> socket.setRcvHWM(Integer.parseInt(value));
            case "SNDBUF" -> socket.setSendBufferSize(Integer.parseInt(value));
            case "RCVBUF" -> socket.setReceiveBufferSize(Integer.parseInt(value));
            case "XPUB_VERBOSE" -> socket.setXpubVerbose(!value.equals("0"));
            case "PLAIN_SERVER" -> socket.setPlainServer(!value.equals("0"));
            case "PLAIN_USERNAME" -> socket.setPlainUsername(value);
            case "PLAIN_PASSWORD" -> socket.setPlainPassword(value);
            case "CURVE_SERVER" -> socket.setCurveServer(!value.equals("0"));
            case "CURVE_SERVERKEY" -> socket.setCurveServerKey(CurvePublicKey.of(value).bytes());
            case "CURVE_PUBLICKEY" -> socket.setCurvePublicKey(CurvePublicKey.of(value).bytes());
            case "CURVE_SECRETKEY" -> socket.setCurveSecretKey(CurvePublicKey.of(value).bytes());
            case "ROUTING_ID" -> socket.setIdentity(value.getBytes(StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException(option);
        }
    }

    /** Starts a ZAP handler that answers everything with this status, before the socket is opened. */
    CompletableFuture<Void> answerZap(int status) {
        return ask(() -> {
            ZMQ.Socket handler = context.createSocket(org.zeromq.SocketType.REP);
            handler.setLinger(0);
            require(handler.bind("inproc://zeromq.zap.01"), "bind the ZAP handler");
            Thread answering = new Thread(() -> answerZap(handler, Integer.toString(status)), "jeromq-zap");
            answering.setDaemon(true);
            answering.start();
            return null;
        });
    }

    private static void answerZap(ZMQ.Socket handler, String status) {
        try {
            while (true) {
                ZMsg request = ZMsg.recvMsg(handler);
                if (request == null) {
                    return;
                }
                ZMsg reply = new ZMsg();
                reply.add(request.pop());
                reply.add(request.pop());
                List.of(status, "text", "user", "").forEach(reply::add);
                reply.send(handler);
            }
        } catch (ZMQException contextClosed) {
            handler.close();
        }
    }

    @Override
    public CompletableFuture<String> bind(String endpoint) {
        return ask(() -> {
            require(open().bind(endpoint), "bind");
            return open().getLastEndpoint();
        });
    }

    @Override
    public CompletableFuture<Void> connect(String endpoint) {
        return order(peer -> require(peer.connect(endpoint), "connect"));
    }

    @Override
    public CompletableFuture<Void> closeSocket() {
        return order(ZMQ.Socket::close);
    }

    @Override
    public CompletableFuture<Void> subscribe(byte[]... topics) {
        return order(peer -> Arrays.stream(topics).forEach(topic -> require(peer.subscribe(topic), "subscribe")));
    }

    @Override
    public CompletableFuture<Void> unsubscribe(byte[]... topics) {
        return order(peer -> Arrays.stream(topics).forEach(topic -> require(peer.unsubscribe(topic), "unsubscribe")));
    }

    @Override
    public CompletableFuture<Void> send(byte[]... frames) {
        return order(peer -> require(send(peer, frames), "send"));
    }

    @Override
    public CompletableFuture<ZmqMessage> receive() {
        return ask(() -> ZmqMessage.wrap(receive(open())));
    }

    @Override
    public CompletableFuture<Void> skipTo(byte[] firstFrame) {
        return order(peer -> {
            while (!Arrays.equals(receive(peer)[0], firstFrame)) {
                // not yet
            }
        });
    }

    @Override
    public CompletableFuture<Void> echoTopics(int count) {
        return order(peer -> {
            List<byte[]> topics = new ArrayList<>();
            while (topics.size() < count) {
                byte[] subscription = receive(peer)[0];
                require(subscription[0] == 1, "to receive a subscription");
                topics.add(Arrays.copyOfRange(subscription, 1, subscription.length));
            }
            topics.forEach(topic -> require(peer.send(topic), "send"));
        });
    }

    @Override
    public CompletableFuture<Void> sendCargo(int first, int count) {
        return order(peer -> {
            for (int number = first; number < first + count; number++) {
                require(send(peer, Cargo.frames(number)), "send");
            }
        });
    }

    @Override
    public CompletableFuture<Void> receiveCargo(int first, int count) {
        return order(peer -> {
            for (int number = first; number < first + count; number++) {
                Cargo.requireEqual(number, receive(peer));
            }
        });
    }

    @Override
    public CompletableFuture<Integer> flood(int first, int most, Duration wouldBlock) {
        return ask(() -> {
            ZMQ.Socket peer = open();
            peer.setSendTimeOut((int) wouldBlock.toMillis());
            int taken = 0;
            while (taken < most && send(peer, Cargo.frames(first + taken))) {
                taken++;
            }
            peer.setSendTimeOut(SOCKET_TIMEOUT);
            return taken;
        });
    }

    private static boolean send(ZMQ.Socket peer, byte[]... frames) {
        int last = frames.length - 1;
        for (int i = 0; i < last; i++) {
            if (!peer.send(frames[i], ZMQ.SNDMORE)) {
                return false;
            }
        }
        return peer.send(frames[last], 0);
    }

    private static byte[][] receive(ZMQ.Socket peer) {
        byte[] frame = frame(peer);
        if (!peer.hasReceiveMore()) {
            return new byte[][] {frame};
        }
        List<byte[]> frames = new ArrayList<>(List.of(frame));
        while (peer.hasReceiveMore()) {
            frames.add(frame(peer));
        }
        return frames.toArray(byte[][]::new);
    }

    private static byte[] frame(ZMQ.Socket peer) {
        byte[] frame = peer.recv();
        if (frame == null) {
            throw new IllegalStateException("recv gave up, errno " + peer.errno());
        }
        return frame;
    }

    private static void require(boolean done, String what) {
        if (!done) {
            throw new IllegalStateException("JeroMQ refused to " + what);
        }
    }

    @Override
    public void close() {
        // interrupts a command that still waits; the context is closed by the thread that owns its socket
        thread.shutdownNow();
        try {
            thread.awaitTermination(EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        context.close();
    }
}
