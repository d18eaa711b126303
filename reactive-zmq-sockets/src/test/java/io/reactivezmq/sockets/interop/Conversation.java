package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What two sockets have to say to each other, so that each does everything that its type does. */
final class Conversation {

    /** The routing ids where both ends are ROUTERs. */
    static final String OUR_ID = "ours";
    static final String THEIR_ID = "theirs";

    private static final byte[] TOPIC = bytes("topic");
    private static final ZmqMessage NEWS = ZmqMessage.of("topic", "", "news");
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ZmqSocket ours;
    private final Peer peer;

    Conversation(ZmqSocket ours, Peer peer) {
        this.ours = ours;
        this.peer = peer;
    }

    /** What has to be done before the sockets are connected. */
    void prepare(SocketPair pair) {
        switch (pair.ours()) {
            case SUB -> ((SubSocket) ours).subscribe(TOPIC);
            case XSUB -> ((XSubSocket) ours).subscribe(TOPIC);
            default -> { }
        }
        switch (pair.theirs()) {
            case SUB -> await(peer.subscribe(TOPIC));
            default -> { }
        }
    }

    void hold(SocketPair pair) {
        switch (pair.ours()) {
            case PAIR -> talkBothWays();
            case PUSH -> weSend(ZmqMessage.of("a", "", "b"));
            case PULL -> theySend(ZmqMessage.of("a", "", "b"));
            case REQ -> weAsk(pair);
            case REP -> theyAsk(pair);
            case DEALER -> weDeal(pair);
            case ROUTER -> weRoute(pair);
            case PUB, XPUB -> wePublish(pair);
            case SUB, XSUB -> theyPublish(pair);
            case STREAM -> throw new IllegalArgumentException("STREAM has no ZMTP peer");
        }
    }

    // ---- the steps ------------------------------------------------------------------------------------------------

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[][] frames(ZmqMessage message) {
        byte[][] frames = new byte[message.frameCount()][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = message.frame(i);
        }
        return frames;
    }

    private static <T> T result(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    private void send(ZmqMessage message) {
        ((SendingSocket) ours).send(message).block(PATIENCE);
    }

    private ZmqMessage receive() {
        return result(((ReceivingSocket) ours).receive().next());
    }

    private void weSend(ZmqMessage message) {
        send(message);
        assertThat(await(peer.receive())).isEqualTo(message);
    }

    private void theySend(ZmqMessage message) {
        await(peer.send(frames(message)));
        assertThat(receive()).isEqualTo(message);
    }

    private void talkBothWays() {
        weSend(ZmqMessage.of("to you", ""));
        theySend(ZmqMessage.of("", "to us"));
    }

    // ---- request and reply ----------------------------------------------------------------------------------------

    private void weAsk(SocketPair pair) {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<ZmqMessage> reply = ((ReqSocket) ours).request(ZmqMessage.of("ask", "" + i)).toFuture();
            theyAnswer(pair, ZmqMessage.of("ask", "" + i), "");
            assertThat(result(Mono.fromFuture(reply))).isEqualTo(ZmqMessage.of("ask", "" + i));
        }
    }

    /** They give a message back: a REP as it sees it, others with what stands in front. */
    private void theyAnswer(SocketPair pair, ZmqMessage message, @Nullable String delimiter) {
        ZmqMessage got = await(peer.receive());
        ZmqMessage end = switch (pair.theirs()) {
            case ROUTER -> got.withoutFirst(delimiter == null ? 1 : 2);
            case DEALER -> got.withoutFirst(delimiter == null ? 0 : 1);
            default -> got;
        };
        assertThat(end).isEqualTo(message);
        await(peer.send(frames(got)));
    }

    private void theyAsk(SocketPair pair) {
        Disposable service = ((RepSocket) ours).reply(Mono::just).subscribe();
        for (int i = 0; i < 3; i++) {
            ZmqMessage question = ZmqMessage.of("ask", "" + i);
            theyAskAndGetTheSame(pair, question);
        }
        service.dispose();
    }

    private void theyAskAndGetTheSame(SocketPair pair, ZmqMessage question) {
        ZmqMessage asked = switch (pair.theirs()) {
            case DEALER -> question.withFirst("").withFirst("hop");
            default -> question;
        };
        await(peer.send(frames(asked)));
        assertThat(await(peer.receive())).isEqualTo(asked);
    }

    private void weDeal(SocketPair pair) {
        switch (pair.theirs()) {
            case DEALER -> talkBothWays();
            case REP -> {
                send(ZmqMessage.of("hop", "", "ask"));
                theyAnswer(pair, ZmqMessage.of("ask"), null);
                assertThat(receive()).isEqualTo(ZmqMessage.of("hop", "", "ask"));
            }
            default -> {
                send(ZmqMessage.of("ask", "more"));
                theyAnswer(pair, ZmqMessage.of("ask", "more"), null);
                assertThat(receive()).isEqualTo(ZmqMessage.of("ask", "more"));
            }
        }
    }

    private void weRoute(SocketPair pair) {
        RouterSocket router = (RouterSocket) ours;
        switch (pair.theirs()) {
            case ROUTER -> {
                result(router.peers().filter(known -> known.routingId().equals(RoutingId.of(THEIR_ID))).next());
                send(ZmqMessage.of(THEIR_ID, "hello"));
                ZmqMessage hello = await(peer.receive());
                assertThat(hello).isEqualTo(ZmqMessage.of(OUR_ID, "hello"));
                await(peer.send(frames(hello)));
                assertThat(receive()).isEqualTo(ZmqMessage.of(THEIR_ID, "hello"));
            }
            default -> {
                CompletableFuture<ZmqMessage> echoed = router.receive().next()
                        .flatMap(asked -> router.send(asked).thenReturn(asked)).toFuture();
                ZmqMessage question = ZmqMessage.of("ask", "more");
                await(peer.send(frames(question)));
                assertThat(await(peer.receive())).isEqualTo(question);
                assertThat(result(Mono.fromFuture(echoed)).frameSize(0)).isPositive();
            }
        }
    }

    // ---- publish and subscribe ------------------------------------------------------------------------------------

    private void wePublish(SocketPair pair) {
        boolean told = ours instanceof ReceivingSocket;
        if (pair.theirs() == SocketType.XSUB) {
            await(peer.send(subscription()));
        }
        // a libzmq socket that is bound talks to a new peer only while its application calls it
        CompletableFuture<ZmqMessage> received = peer.receive();
        if (told) {
            assertThat(receive()).isEqualTo(ZmqMessage.of(subscription()));
            send(NEWS);
            assertThat(await(received)).isEqualTo(NEWS);
        } else {
            Disposable publishing = Flux.interval(PAUSE).onBackpressureDrop()
                    .subscribe(tick -> ((SendingSocket) ours).trySend(NEWS));
            assertThat(await(received)).isEqualTo(NEWS);
            publishing.dispose();
        }
        if (told && pair.theirs() == SocketType.XSUB) {
            theySend(ZmqMessage.of("upstream", "message"));
        }
    }

    private void theyPublish(SocketPair pair) {
        if (pair.theirs() == SocketType.XPUB) {
            assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of(subscription()));
            theySend(NEWS);
            if (ours instanceof XSubSocket) {
                weSend(ZmqMessage.of("upstream"));
            }
        } else {
            Disposable publishing = Flux.interval(PAUSE).onBackpressureDrop()
                    .concatMap(tick -> Mono.fromFuture(peer.send(frames(NEWS)))).subscribe();
            assertThat(receive()).isEqualTo(NEWS);
            publishing.dispose();
        }
    }

    private static byte[] subscription() {
        byte[] frame = new byte[TOPIC.length + 1];
        frame[0] = 1;
        System.arraycopy(TOPIC, 0, frame, 1, TOPIC.length);
        return frame;
    }
}
