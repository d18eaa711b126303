package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A publisher does not know when a subscription has reached it, so it says hello again and again until the subscriber
 * has heard it once. Topics that a subscriber asked for before that one are live then too.
 */
final class Publishing {

    static final byte[] HELLO = bytes("hello");
    static final byte[] END = bytes("end");

    private static final Duration PAUSE = Duration.ofMillis(10);

    private Publishing() {
    }

    /** Our side publishes until the peer has heard it. */
    static void publishUntil(SendingSocket pub, byte[] topic, CompletableFuture<?> heard) {
        Flux.interval(PAUSE).onBackpressureDrop().takeUntilOther(Mono.fromFuture(heard, true))
                .doOnNext(tick -> pub.trySend(ZmqMessage.of(topic))).blockLast(PATIENCE);
    }

    /** The peer publishes until our side has come to a result. */
    static <T> T peerPublishesUntil(Peer peer, byte[] topic, Mono<T> heard) {
        CompletableFuture<T> result = heard.toFuture();
        Flux.interval(PAUSE).onBackpressureDrop().takeUntilOther(Mono.fromFuture(result, true))
                .concatMap(tick -> Mono.fromFuture(peer.send(topic))).blockLast(PATIENCE);
        return Objects.requireNonNull(result.join());
    }

    /** Connects the peer; returns when everything it had subscribed, and END, is live, and nothing is on the way to it. */
    static void hearsHello(Peer peer, PubSocket pub) {
        await(peer.connect(pub.bindNow(LOOPBACK).toString()));
        await(peer.subscribe(END, HELLO));
        publishUntil(pub, HELLO, peer.skipTo(HELLO));
        pub.trySend(ZmqMessage.of(END));
        await(peer.skipTo(END));
    }

    /**
     * Publishes messages that nobody wants. A SUB would also filter them itself, so what counts is what our side sent; the
     * statistics may be one message behind, hence so many.
     */
    static void assertSendsNone(PubSocket pub, Peer peer, List<ZmqMessage> unwanted) {
        sendEnd(pub, peer);
        long before = pub.statistics().messagesSent();
        for (int i = 0; i < 10; i++) {
            unwanted.forEach(pub::trySend);
        }
        sendEnd(pub, peer);
        assertThat(pub.statistics().messagesSent() - before).isLessThan(5);
    }

    /** When the peer has heard the second, all that came before the first is counted. */
    private static void sendEnd(PubSocket pub, Peer peer) {
        for (int i = 0; i < 2; i++) {
            pub.trySend(ZmqMessage.of(END));
            await(peer.skipTo(END));
        }
    }

    static boolean isNotEnd(ZmqMessage message) {
        return !isTopic(END, message);
    }

    static boolean isTopic(byte[] topic, ZmqMessage message) {
        return Arrays.equals(message.frame(0), topic);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
