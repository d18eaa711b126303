package io.reactivezmq.sockets.contract;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/** What every chapter of the contract is written with. */
interface SocketContract {

    /** How long a test waits before it gives up; no test passes by waiting. */
    Duration LIMIT = Duration.ofSeconds(30);

    ZmqContext zmq();

    ContractTransport transport();

    default Endpoint bind(ZmqSocket socket) {
        return socket.bindNow(transport().wildcard());
    }

    /** Connects and returns when the handshake is over. */
    default void connectFully(ZmqSocket socket, Endpoint endpoint) {
        EventLog events = EventLog.of(socket);
        socket.connectNow(endpoint);
        events.awaitHandshake();
    }

    static ZmqMessage numbered(int number) {
        return ZmqMessage.builder().addInt(number).build();
    }

    static Flux<ZmqMessage> numbered(int first, int count) {
        return Flux.range(first, count).map(SocketContract::numbered);
    }

    static List<Integer> numbers(int first, int count) {
        return IntStream.range(first, first + count).boxed().toList();
    }

    static List<Integer> receive(ReceivingSocket socket, int count) {
        return await(socket.receive().take(count).map(message -> message.frameAsInt(0)).collectList());
    }

    static List<String> receiveText(ReceivingSocket socket, int count) {
        return await(socket.receive().map(message -> message.frameAsString(0))
                .filter(text -> !text.startsWith(Subscribing.PROBE)).take(count).collectList());
    }

    static List<ZmqMessage> receiveMessages(ReceivingSocket socket, int count) {
        return await(socket.receive().take(count).collectList());
    }

    static ZmqMessage receiveOne(ReceivingSocket socket) {
        return receiveMessages(socket, 1).get(0);
    }

    /** Waits for the end of what gives nothing but its end. */
    static void complete(reactor.core.publisher.Mono<Void> result) {
        result.block(LIMIT);
    }

    static <T> T await(reactor.core.publisher.Mono<T> result) {
        return Objects.requireNonNull(result.block(LIMIT));
    }

    /** For what has no signal, such as a counter: looks again and again. */
    static void eventually(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().filter(tick -> condition.getAsBoolean()).blockFirst(LIMIT);
    }

    /** Returns when the publisher knows everything that the subscriber has subscribed before this call. */
    static void awaitSubscriptions(PubSocket publisher, SubSocket subscriber) {
        Subscribing.await(publisher, subscriber);
    }
}
