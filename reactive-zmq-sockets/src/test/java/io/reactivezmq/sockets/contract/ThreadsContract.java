package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.RequestContract.awaitPeer;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XPubSocket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sockets are thread-safe: two threads send at once, nothing is lost, and what each of them sent keeps its order. */
interface ThreadsContract extends SocketContract {

    int EACH = 2_000;

    /** Two threads that begin at the same moment, each with {@value #EACH} messages of its own, sent one after the other. */
    private static Mono<Void> twoThreads(IntFunction<Function<ZmqMessage, Mono<?>>> sender) {
        CyclicBarrier start = new CyclicBarrier(2);
        return Mono.when(thread(0, start, sender.apply(0)), thread(1, start, sender.apply(1)));
    }

    private static Mono<Void> thread(int thread, CyclicBarrier start, Function<ZmqMessage, Mono<?>> send) {
        return Mono.<Void>fromCallable(() -> {
            start.await();
            for (int i = 0; i < EACH; i++) {
                send.apply(ZmqMessage.builder().addInt(thread).addInt(i).build()).block(LIMIT);
            }
            return null;
        }).subscribeOn(Schedulers.boundedElastic());
    }

    private static void assertEverythingInOrder(Mono<Void> sending, ReceivingSocket receiver) {
        Mono<Map<Integer, List<Integer>>> received = receiver.receive().take(2L * EACH)
                .collect(Collectors.groupingBy(message -> message.frameAsInt(0),
                        Collectors.mapping(message -> message.frameAsInt(1), Collectors.toList())));

        assertThat(await(Mono.zip(received, sending.thenReturn(true))).getT1()).hasSize(2)
                .allSatisfy((thread, got) -> assertThat(got).isEqualTo(numbers(0, EACH)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("two threads send on one PUSH, DEALER, PAIR")
    default void two_threads_send_on_a_type_that_waits(PeerQueueContract.Kind kind) {
        SendingSocket sender = kind.sender(zmq(), ContractRun.OPTIONS);
        ReceivingSocket receiver = kind.receiver(zmq(), ContractRun.OPTIONS);
        sender.connectNow(bind(receiver));

        assertEverythingInOrder(twoThreads(thread -> sender::send), receiver);
    }

    @Test
    @DisplayName("two threads send to one peer of a ROUTER with mandatory routing")
    default void two_threads_send_on_a_router() {
        RouterSocket router = zmq().router(options -> options.routing(routing -> routing.mandatory(true)));
        DealerSocket dealer = zmq().dealer(options -> options.routingId("d"));
        dealer.connectNow(bind(router));
        RoutingId id = RoutingId.of("d");
        awaitPeer(router, id);

        assertEverythingInOrder(twoThreads(thread -> message -> router.send(id, message)), dealer);
    }

    @Test
    @DisplayName("two threads publish on one XPUB that does not drop")
    default void two_threads_publish() {
        XPubSocket xpub = zmq().xpub(options -> options.pubSub(pubSub -> pubSub.noDrop(true)));
        SubSocket sub = zmq().sub();
        sub.subscribe("");
        sub.connectNow(bind(xpub));
        XPubContract.notices(xpub, 1);

        assertEverythingInOrder(twoThreads(thread -> xpub::send), sub);
    }

    @Test
    @DisplayName("ZMQ_XPUB_NODROP: room for one message is room for one thread")
    default void two_threads_publish_where_there_is_hardly_room() {
        XPubSocket xpub = zmq().xpub(options -> options.pubSub(pubSub -> pubSub.noDrop(true))
                .queues(queues -> queues.sendHighWaterMark(1)));
        SubSocket sub = zmq().sub();
        sub.subscribe("");
        sub.connectNow(bind(xpub));
        XPubContract.notices(xpub, 1);

        assertEverythingInOrder(twoThreads(thread -> xpub::send), sub);

        assertThat(xpub.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("ZMQ_XPUB_NODROP: where there is room for what both publish neither is refused because of the other")
    default void two_threads_publish_where_there_is_just_room() {
        XPubSocket xpub = zmq().xpub(options -> options.pubSub(pubSub -> pubSub.noDrop(true))
                .queues(queues -> queues.sendHighWaterMark(2 * EACH)));
        SubSocket sub = zmq().sub();
        sub.subscribe("");
        sub.connectNow(bind(xpub));
        XPubContract.notices(xpub, 1);
        Queue<ZmqMessage> refused = new ConcurrentLinkedQueue<>();

        assertEverythingInOrder(twoThreads(thread -> message -> {
            if (!xpub.trySend(message)) {
                refused.add(message);
            }
            return Mono.empty();
        }), sub);

        assertThat(refused).isEmpty();
    }

    @Test
    @DisplayName("two threads ask through one REQ: each gets its own replies")
    default void two_threads_ask_on_one_req() {
        RepSocket rep = zmq().rep();
        rep.reply(Mono::just).subscribe();
        ReqSocket req = zmq().req();
        req.connectNow(bind(rep));

        assertOwnReplies(req::request);
    }

    @Test
    @DisplayName("two threads ask through one RequestClient: each gets its own replies")
    default void two_threads_ask_on_one_client() {
        RepSocket rep = zmq().rep();
        rep.reply(request -> Mono.just(request).publishOn(Schedulers.parallel()), 8).subscribe();
        try (RequestClient client = zmq().requestClient()) {
            client.socket().connectNow(bind(rep));

            assertOwnReplies(client::request);
        }
    }

    private static void assertOwnReplies(Function<ZmqMessage, Mono<ZmqMessage>> ask) {
        Queue<String> mixedUp = new ConcurrentLinkedQueue<>();

        twoThreads(thread -> message -> ask.apply(message).doOnNext(reply -> {
            if (!reply.equals(message)) {
                mixedUp.add(message + " got " + reply);
            }
        })).block(LIMIT);

        assertThat(mixedUp).isEmpty();
    }
}
