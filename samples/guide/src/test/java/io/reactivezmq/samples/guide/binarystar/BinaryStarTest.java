package io.reactivezmq.samples.guide.binarystar;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.binarystar.Fsm.State;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

class BinaryStarTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration EXPIRY = Duration.ofDays(1);
    private static final String ANY = "tcp://127.0.0.1:*";

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final List<State> primaryStates = new CopyOnWriteArrayList<>();
    private final List<State> backupStates = new CopyOnWriteArrayList<>();
    private final BinaryStar primary = new BinaryStar(zmq, State.PRIMARY, BEAT, EXPIRY, timer);
    private final BinaryStar backup = new BinaryStar(zmq, State.BACKUP, BEAT, EXPIRY, timer);
    private final Endpoint primaryPeer = primary.bindForPeer(ANY);
    private final Endpoint backupPeer = backup.bindForPeer(ANY);
    private final Endpoint primaryClients = primary.bindForClients(ANY);
    private final Endpoint backupClients = backup.bindForClients(ANY);
    private final BinaryStarClient client = new BinaryStarClient(zmq, primaryClients, backupClients);

    @AfterEach
    void close() {
        zmq.close();
        timer.dispose();
    }

    private void startBoth() {
        primary.run(backupPeer, question -> ZmqMessage.of("primary")).subscribe(primaryStates::add);
        backup.run(primaryPeer, question -> ZmqMessage.of("backup")).subscribe(backupStates::add);
        beatUntil(backupStates, State.PASSIVE);
    }

    /** Beats go by; far from enough of them for anybody to be taken for dead. */
    private void beatUntil(List<State> states, State last) {
        Flux.interval(Duration.ofMillis(10)).doOnNext(tick -> timer.advanceTimeBy(BEAT)).filter(tick -> states.contains(last))
                .blockFirst(LIMIT);
    }

    private CompletableFuture<ZmqMessage> asked() {
        return client.ask(ZmqMessage.of("who?"), Duration.ofMillis(100), 300, Schedulers.parallel()).toFuture();
    }

    @Test
    @DisplayName("the primary answers, and the backup does not")
    void the_primary_answers() {
        startBoth();

        assertThat(asked().join()).isEqualTo(ZmqMessage.of("primary"));
        assertThat(primaryStates).containsExactly(State.PRIMARY, State.ACTIVE);
        assertThat(backupStates).containsExactly(State.BACKUP, State.PASSIVE);
    }

    @Test
    @DisplayName("the primary is killed: the backup takes over, once, and keeps the part when the primary is started again")
    void the_backup_takes_over_once() {
        startBoth();
        primary.close();
        CompletableFuture<ZmqMessage> answer = asked();
        timer.advanceTimeBy(EXPIRY);
        assertThat(answer.join()).isEqualTo(ZmqMessage.of("backup"));

        BinaryStar again = new BinaryStar(zmq, State.PRIMARY, BEAT, EXPIRY, timer);
        again.bindForPeer(primaryPeer.toString());
        again.bindForClients(primaryClients.toString());
        List<State> againStates = new CopyOnWriteArrayList<>();
        again.run(backupPeer, question -> ZmqMessage.of("primary again")).subscribe(againStates::add);
        beatUntil(againStates, State.PASSIVE);

        assertThat(asked().join()).isEqualTo(ZmqMessage.of("backup"));
        assertThat(againStates).containsExactly(State.PRIMARY, State.PASSIVE);
        assertThat(backupStates).containsExactly(State.BACKUP, State.PASSIVE, State.ACTIVE);
    }

    @Test
    @DisplayName("clients ask the backup although the primary lives: it does not take over")
    void a_question_alone_is_not_enough() {
        startBoth();
        RequestClient ofBackup = zmq.requestClient();
        ofBackup.socket().connectNow(backupClients);
        Disposable asking = ofBackup.request(ZmqMessage.of("you?")).subscribe();
        beatUntil(primaryStates, State.ACTIVE);

        assertThat(asked().join()).isEqualTo(ZmqMessage.of("primary"));
        assertThat(backupStates).containsExactly(State.BACKUP, State.PASSIVE);
        asking.dispose();
    }
}
