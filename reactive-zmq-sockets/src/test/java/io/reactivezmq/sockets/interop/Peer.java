package io.reactivezmq.sockets.interop;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One socket of another implementation. Commands are carried out one after the other in the order in which they were
 * given; an answer comes when the command is over, and no command waits for ever.
 */
interface Peer extends AutoCloseable {

    /** For one command on a busy machine; far more than any needs. */
    Duration PATIENCE = Duration.ofSeconds(90);

    String LOOPBACK = "tcp://127.0.0.1:*";

    /** Makes a socket; options have libzmq's names without ZMQ_, such as {@code SNDHWM=10}; a value is a number or text. Linger is 0. */
    CompletableFuture<Void> open(SocketType type, String... options);

    /** Answers with the real address. */
    CompletableFuture<String> bind(String endpoint);

    CompletableFuture<Void> connect(String endpoint);

    CompletableFuture<Void> closeSocket();

    CompletableFuture<Void> subscribe(byte[]... topics);

    CompletableFuture<Void> unsubscribe(byte[]... topics);

    CompletableFuture<Void> send(byte[]... frames);

    CompletableFuture<ZmqMessage> receive();

    /** Receives up to and with the first message that begins with this frame. */
    CompletableFuture<Void> skipTo(byte[] firstFrame);

    /** An XPUB waits for so many subscriptions, then answers each with a message of its topic. */
    CompletableFuture<Void> echoTopics(int count);

    /** Sends these messages of {@link Cargo}. */
    CompletableFuture<Void> sendCargo(int first, int count);

    /** Receives these messages of {@link Cargo}; fails with the first one that is missing, out of order or altered. */
    CompletableFuture<Void> receiveCargo(int first, int count);

    /** Sends cargo until the socket would block for this long; answers how many messages it took. */
    CompletableFuture<Integer> flood(int first, int most, Duration wouldBlock);

    @Override
    void close();

    /** Waits for an answer. */
    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("the peer failed: " + failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("no answer from the peer within " + PATIENCE, late);
        } catch (InterruptedException interrupted) {
            // the test has taken too long; the thread stays fit for the next one
            throw new AssertionError(interrupted);
        }
    }

    /** Makes a socket and binds it to a free port of loopback. */
    default Endpoint bound(SocketType type, String... options) {
        await(open(type, options));
        return Endpoint.parse(await(bind(LOOPBACK)));
    }

    /** Makes a socket and connects it. */
    default void connected(SocketType type, Endpoint endpoint, String... options) {
        await(open(type, options));
        await(connect(endpoint.toString()));
    }
}
