package io.reactivezmq.samples.guide.majordomo;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Mdp.Command;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** RFC 8, by the frames. Worker and client share a connection where what they say has to keep its order. */
class MmiTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final Broker broker = new Broker(zmq, Duration.ofHours(1), Duration.ofHours(1), 10, 10, timer);
    private final Endpoint address = broker.bind("tcp://127.0.0.1:*");
    private final DealerSocket peer = zmq.dealer();

    @BeforeEach
    void start() {
        broker.run().subscribe();
        peer.connectNow(address);
    }

    @AfterEach
    void close() {
        zmq.close();
        timer.dispose();
    }

    private ZmqMessage asked(String service, String argument) {
        peer.send(ZmqMessage.builder().addEmpty().add("MDPC01").add(service).add(argument).build()).block(LIMIT);
        return peer.receive().filter(told -> told.frameAsString(1).equals("MDPC01")).blockFirst(LIMIT);
    }

    private static ZmqMessage answer(String service, String status) {
        return ZmqMessage.builder().addEmpty().add("MDPC01").add(service).add(status).build();
    }

    private void say(Command command, String... rest) {
        peer.send(Mdp.WORKER_1.message(command, ZmqMessage.of(rest))).block(LIMIT);
    }

    @Test
    @DisplayName("RFC 8: mmi.service responds with 200 if there is a worker registered for the service, or 404 if there is none")
    void a_service_is_found_while_it_has_a_worker() {
        assertThat(asked("mmi.service", "echo")).isEqualTo(answer("mmi.service", "404"));
        say(Command.READY, "echo");
        assertThat(asked("mmi.service", "echo")).isEqualTo(answer("mmi.service", "200"));
        assertThat(asked("mmi.service", "ehco")).isEqualTo(answer("mmi.service", "404"));
        peer.send(Mdp.WORKER_1.message(Command.DISCONNECT)).block(LIMIT);
        assertThat(asked("mmi.service", "echo")).isEqualTo(answer("mmi.service", "404"));
    }

    @Test
    @DisplayName("RFC 8: a worker that is busy is registered, too; a job that waits is no worker")
    void a_busy_worker_counts() {
        peer.send(Mdp.CLIENT_1.message(Command.REQUEST, ZmqMessage.of("echo", "job"))).block(LIMIT);
        assertThat(asked("mmi.service", "echo")).isEqualTo(answer("mmi.service", "404"));
        say(Command.READY, "echo");
        assertThat(Mdp.parse(peer.receive().blockFirst(LIMIT)).command()).isEqualTo(Command.REQUEST);

        assertThat(asked("mmi.service", "echo")).isEqualTo(answer("mmi.service", "200"));
    }

    @Test
    @DisplayName("RFC 8: any unimplemented service in the mmi. namespace MUST result in a reply 501")
    void what_is_not_implemented_says_so() {
        assertThat(asked("mmi.echo", "echo")).isEqualTo(answer("mmi.echo", "501"));
    }

    @Test
    @DisplayName("RFC 8: the broker MUST disconnect any workers that attempt to register services in this namespace")
    void nobody_else_has_the_brokers_services() {
        say(Command.READY, "mmi.service");

        assertThat(peer.receive().blockFirst(LIMIT)).isEqualTo(Mdp.WORKER_1.message(Command.DISCONNECT));
        assertThat(asked("mmi.service", "mmi.service")).isEqualTo(answer("mmi.service", "404"));
    }

    @Test
    @DisplayName("a client of MDP/0.2 is answered as RFC 18 has it, and told of the workers that could serve it")
    void the_newer_version_is_answered_in_its_own_words() {
        say(Command.READY, "old");
        peer.send(Mdp.CLIENT_2.message(Command.REQUEST, ZmqMessage.of("mmi.service", "old"))).block(LIMIT);

        assertThat(peer.receive().blockFirst(LIMIT))
                .isEqualTo(ZmqMessage.builder().add("MDPC02").add(new byte[] {3}).add("mmi.service").add("404").build());
    }
}
