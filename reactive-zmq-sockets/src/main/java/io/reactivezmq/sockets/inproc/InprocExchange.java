package io.reactivezmq.sockets.inproc;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.netty.TrafficReceiver;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.InprocEndpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.connection.ConnectionHost;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * One message to a bound socket and the first one back, over a connection of its own that ends with it: what a DEALER would do,
 * without a socket. Confined to the event loop.
 */
public final class InprocExchange implements TrafficReceiver {

    private static final byte[] NO_IDENTITY = new byte[0];

    private final ConnectionHost bound;
    private final InprocEndpoint endpoint;
    private final ZmqMessage question;
    private final MonoSink<ZmqMessage> answer;
    private final InprocConnection connection;
    private final InprocConnection theirs;
    private final InprocAddress address;
    /** Answered, or nobody waits for the answer any more. */
    private boolean over;

    private InprocExchange(ConnectionHost bound, InprocEndpoint endpoint, EventLoop loop, ZmqMessage question,
            MonoSink<ZmqMessage> answer) {
        this.bound = bound;
        this.endpoint = endpoint;
        this.question = question;
        this.answer = answer;
        this.address = new InprocAddress(endpoint.name());
        this.connection = new InprocConnection(loop, address, NO_IDENTITY);
        this.theirs = new InprocConnection(loop, address, NO_IDENTITY);
    }

    /**
     * Asks once for each subscription. There is no deadline; a {@link ZmqConnectionException} (EPIPE) tells that the other socket
     * was closed before it answered. A cancel ends the connection, and an answer that comes too late has nowhere to go.
     *
     * @param bound who is bound to the name
     * @param loop where all of it happens
     */
    public static Mono<ZmqMessage> ask(ConnectionHost bound, InprocEndpoint endpoint, EventLoop loop, ZmqMessage question) {
        return Mono.create(answer -> {
            InprocExchange exchange = new InprocExchange(bound, endpoint, loop, question, answer);
            answer.onDispose(() -> exchange.onLoop(exchange::end));
            exchange.onLoop(exchange::connect);
        });
    }

    private void onLoop(Runnable action) {
        EventLoop loop = connection.loop();
        if (loop.inEventLoop()) {
            action.run();
            return;
        }
        try {
            loop.execute(action);
        } catch (RejectedExecutionException shutDown) {
            over = true; // the context's loops have ended, and every connection with them
        }
    }

    private void connect() {
        if (over) {
            return;
        }
        bound.emit(new Accepted(endpoint, address));
        Pipe accepted = bound.newPipe(connection.loop(), endpoint);
        InprocConnection.join(connection, this, theirs, accepted);
        InprocPeer peer = new InprocPeer(endpoint, bound, accepted, theirs);
        bound.pipeOpened(accepted);
        accepted.attach(theirs, address, peer);
        bound.emit(new HandshakeSucceeded(endpoint, address, accepted.routingId(), SocketType.DEALER, InprocConnector.VERSION));
        if (bound.remember(peer)) {
            connection.loop().execute(this::send); // behind what attach has to do
        } else {
            connection.close(null); // that socket has been closed meanwhile
        }
    }

    private void send() {
        if (connection.isWritable()) {
            connection.write(question);
            connection.flush();
        }
    }

    private void end() {
        over = true;
        if (connection.isJoined()) {
            connection.close(null);
        }
    }

    @Override
    public boolean onMessage(ZmqMessage message) {
        answer.success(message);
        return true;
    }

    /** Nobody but a subscriber's socket sends one, and no such socket is asked. */
    @Override
    public void onSubscription(boolean subscribe, byte[] topic) {
    }

    @Override
    public void onUnknownCommand() {
    }

    @Override
    public void onReadComplete() {
    }

    @Override
    public void onWritable() {
    }

    @Override
    public void onClosed(@Nullable ZmqException cause, long undelivered) {
        if (!over) {
            answer.error(new ZmqConnectionException(ErrorCode.EPIPE, endpoint + " was closed before it answered", cause));
        }
    }
}
