package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.Filling.fill;
import static io.reactivezmq.sockets.contract.Filling.large;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.event.Closed;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** The end of a socket, whatever it was doing: bounded by linger, nothing hangs, and nothing is left of it. */
interface ClosingStatesContract extends SocketContract {

    Duration SHORT = Duration.ofMillis(20);

    /** Queues of a few messages, and an end of waiting. */
    static SocketOptions narrow() {
        return QueueContract.smallBuffers().mutate(options -> options.linger(SHORT));
    }

    private static void assertClosed(CompletableFuture<?> call) {
        assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> Mono.fromFuture(call).block(LIMIT));
    }

    // ---- who calls, and how often

    @Test
    @DisplayName("closed by many threads at once: each learns when it is over, and it is over once")
    default void closing_from_several_threads_is_closing_once() {
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        connectFully(zmq().push(), bind(pull));

        Mono<Void> closing = Mono.defer(pull::disposeLater).subscribeOn(Schedulers.boundedElastic());
        complete(Mono.when(IntStream.range(0, 8).mapToObj(i -> closing).toList()));

        assertThat(events.all()).filteredOn(Closed.class::isInstance).hasSize(1);
    }

    @Test
    @DisplayName("closed by an interrupted thread: it closes, and the thread stays interrupted")
    default void an_interrupted_thread_can_close() throws Exception {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push(options -> options.linger(SHORT));
        connectFully(zmq().push(), bind(pull));
        push.connectNow(transport().vacant());
        push.trySend(large(1));
        CompletableFuture<Boolean> stayedInterrupted = new CompletableFuture<>();

        Thread closer = new Thread(() -> {
            Thread.currentThread().interrupt();
            pull.close();
            push.close();
            stayedInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        closer.start();

        assertThat(await(Mono.fromFuture(stayedInterrupted))).isTrue();
        complete(pull.onDispose());
        complete(push.onDispose());
        assertThat(push.statistics().dropped(DropReason.LINGER_EXPIRED)).isOne();
        closer.join(LIMIT.toMillis());
    }

    @Test
    @DisplayName("closed on an event loop, its own and another's: nothing waits there")
    default void a_socket_can_be_closed_by_another_ones_event_loop() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        PushSocket lingering = zmq().push(options -> options.linger(SHORT));
        lingering.connectNow(transport().vacant());
        lingering.trySend(large(1));
        pull.receive().subscribe(message -> {
            lingering.close();
            push.close();
            pull.close();
        });
        push.connectNow(bind(pull));

        push.send(large(1)).subscribe();

        complete(lingering.onDispose());
        complete(push.onDispose());
        complete(pull.onDispose());
    }

    @Test
    @DisplayName("the whole context closed on one of its event loops")
    default void a_context_can_be_closed_by_its_own_event_loop() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        pull.receive().subscribe(message -> zmq().close());
        push.connectNow(bind(pull));

        push.send(large(1)).subscribe();

        complete(zmq().onDispose());
    }

    @Test
    @DisplayName("closed while bind, connect, unbind and disconnect are under way: each ends, with what it wanted or ENOTSOCK")
    default void a_socket_can_be_closed_while_other_threads_change_its_endpoints() {
        for (int i = 0; i < 30; i++) {
            PullSocket pull = zmq().pull();
            Endpoint kept = bind(pull);
            Endpoint vacant = transport().vacant();
            pull.connectNow(vacant);
            Mono<?> changes = Flux.<Mono<?>>just(
                            Mono.defer(() -> pull.bind(transport().wildcard())), Mono.defer(() -> pull.connect(vacant)),
                            Mono.defer(() -> pull.unbind(kept)), Mono.defer(() -> pull.disconnect(vacant)),
                            Mono.defer(pull::disposeLater))
                    .flatMap(change -> change.subscribeOn(Schedulers.boundedElastic())
                            .onErrorResume(ZmqClosedException.class, closed -> Mono.empty()))
                    .then();
            StepVerifier.create(changes).expectComplete().verify(LIMIT);
            complete(pull.onDispose());
        }
    }

    // ---- what it was doing

    @Test
    @DisplayName("closed at the send high-water mark, with a send that waits: linger passes, all that was queued is counted")
    default void a_socket_whose_peer_does_not_read_is_closed_when_linger_is_over() {
        PullSocket pull = zmq().pull(narrow());
        PushSocket push = zmq().push(narrow());
        connectFully(push, bind(pull));
        fill(push);
        CompletableFuture<Void> waiting = push.send(Flux.range(0, 1_000).map(Filling::large)).toFuture();

        complete(push.disposeLater());

        assertClosed(waiting);
        assertThat(push.statistics().droppedTotal()).isPositive();
        complete(pull.disposeLater());
    }

    @Test
    @DisplayName("disconnected and unbound at the send high-water mark: linger passes, and the socket goes on")
    default void an_endpoint_whose_peer_does_not_read_is_closed_when_linger_is_over() {
        PullSocket deaf = zmq().pull(narrow());
        DealerSocket dealer = zmq().dealer(narrow());
        PushSocket push = zmq().push(narrow());
        Endpoint endpoint = bind(deaf);
        connectFully(push, endpoint);
        fill(push);
        Endpoint bound = bind(dealer);

        complete(push.disconnect(endpoint));
        complete(dealer.unbind(bound));

        assertThat(push.statistics().peers()).isZero();
        assertThat(push).hasToString("PushSocket[]");
        PullSocket pull = zmq().pull();
        push.connectNow(bind(pull));
        push.send(ZmqMessage.of("next")).subscribe();
        assertThat(receiveOne(pull)).isEqualTo(ZmqMessage.of("next"));
    }

    @Test
    @DisplayName("closed at the receive high-water mark: what nobody read is counted, and the peers are let go")
    default void a_socket_that_was_not_read_can_be_closed() {
        PullSocket pull = zmq().pull(narrow());
        PushSocket push = zmq().push(narrow());
        EventLog events = EventLog.of(push);
        push.connectNow(bind(pull));
        fill(push);

        complete(pull.disposeLater());

        assertThat(pull.statistics().dropped(DropReason.UNREAD)).isPositive();
        assertThat(pull.statistics().peers()).isZero();
        events.await(Disconnected.class);
    }

    @Test
    @DisplayName("closed between the frames of a large message: the peer gets all of it or nothing")
    default void a_message_that_is_under_way_is_whole_or_not_there() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push(options -> options.linger(Duration.ZERO));
        EventLog events = EventLog.of(pull);
        connectFully(push, bind(pull));
        byte[] frame = new byte[1 << 20];
        List<Integer> frames = new ArrayList<>();
        pull.receive().map(ZmqMessage::frameCount).subscribe(frames::add);
        push.trySend(ZmqMessage.of(frame, frame, frame));

        complete(push.disposeLater());

        events.await(Disconnected.class);
        complete(pull.disposeLater());
        assertThat(frames).isSubsetOf(3);
    }
}
