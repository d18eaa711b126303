package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

@DisplayName("what one socket receives is sent by another")
class MessagePumpPauseTest extends MessagePumpFixture {

    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final ReceivingOwner owner = new ReceivingOwner();
    private final Pipe pipe =
            new Pipe(loop.eventLoop(), Endpoint.parse("inproc://test"), QueueOptions.defaults(), owner, List::of);

    @AfterEach
    void closeLoop() {
        loop.finishAndReleaseAll();
    }

    @Test
    @DisplayName("no more is taken from the one than the other has room for, and the message that found none")
    void a_source_is_paused_while_there_is_no_room() {
        route.makeRoom(3);
        InboxFixture.read(pipe, numbers(1, 20).toArray(String[]::new));

        send(outbox, owner.inbox);
        route.run();
        assertThat(route.texts()).isEqualTo(numbers(1, 3));
        assertThat(pipe.queuedInbound()).isEqualTo(16);
        makeRoom(4);
        assertThat(pipe.queuedInbound()).isEqualTo(12);
        makeRoom(ENDLESS);

        assertThat(route.texts()).isEqualTo(numbers(1, 20));
    }

    @Test
    @DisplayName("a publisher rests while nobody reads; what another socket receives does not, it would be lost there uncaptured")
    void what_a_socket_receives_never_rests() {
        route.makeRoom(ENDLESS);
        route.rest = true;
        InboxFixture.read(pipe, numbers(1, 20).toArray(String[]::new));

        send(large, range(100, 110));
        send(outbox, owner.inbox);
        route.run();

        assertThat(route.texts()).isEqualTo(numbers(1, 20));
    }

    @Test
    void a_cancel_loses_no_more_than_the_message_in_hand() {
        route.makeRoom(3);
        InboxFixture.read(pipe, numbers(1, 20).toArray(String[]::new));
        Disposable sending = send(outbox, owner.inbox);
        route.run();

        sending.dispose();
        route.makeRoom(ENDLESS);
        send(outbox, owner.inbox);
        route.run();

        assertThat(route.texts()).startsWith("1", "2", "3", "5").endsWith("20");
        assertThat(route.drops).containsEntry(DropReason.UNSENT, 1L);
    }

    @Test
    void an_end_without_a_message_in_hand_does_not_wait_for_room() {
        send(outbox, owner.inbox);
        route.run();

        owner.inbox.close();

        assertThat(ends).containsExactly("complete");
    }

    @Test
    @DisplayName("onErrorContinue passes over the message that can go nowhere, and counts it")
    void one_message_is_not_the_end_of_those_behind_it() {
        List<Object> passedOver = new ArrayList<>();
        route.makeRoom(ENDLESS);
        route.refuse = "2";

        new SendPublisher(outbox, range(1, 3)).onErrorContinue(ZmqException.class, (why, message) -> passedOver.add(message))
                .subscribe(none -> { }, failed -> ends.add("failed"), () -> ends.add("complete"));
        route.run();

        assertThat(route.texts()).containsExactly("1", "3");
        assertThat(passedOver).containsExactly(ZmqMessage.of("2"));
        assertThat(route.drops).containsEntry(DropReason.UNROUTABLE, 1L);
        assertThat(ends).containsExactly("complete");
    }

    @Test
    void without_it_one_message_is_the_end() {
        route.makeRoom(ENDLESS);
        route.refuse = "2";

        Mono<Void> sending = new SendPublisher(outbox, range(1, 3));
        sending.subscribe(none -> { }, failed -> ends.add(failed.getClass().getSimpleName()));
        route.run();

        assertThat(route.texts()).containsExactly("1");
        assertThat(ends).containsExactly(ZmqUnroutableException.class.getSimpleName());
    }
}
