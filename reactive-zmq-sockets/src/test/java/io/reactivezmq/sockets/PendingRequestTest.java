package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Whose answer is kept while it is not known yet which peer takes the request. */
class PendingRequestTest {

    private static final ZmqMessage GUESS = ZmqMessage.of("guess");
    private static final ZmqMessage ANSWER = ZmqMessage.of("answer");

    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final Pattern owner = new Pattern(new DropCounters()) {
        @Override
        void close() {
        }
    };
    private final Pipe full = pipe();
    private final Pipe taking = pipe();
    private final PendingRequest request = request();

    @AfterEach
    void close() {
        loop.finishAndReleaseAll();
    }

    private Pipe pipe() {
        return new Pipe(loop.eventLoop(), Endpoint.parse("inproc://test"), QueueOptions.defaults(), owner, List::of);
    }

    private static PendingRequest request() {
        AtomicReference<PendingRequest> request = new AtomicReference<>();
        Mono.<ZmqMessage>create(sink -> request.set(new PendingRequest(sink))).subscribe();
        return request.get();
    }

    @Test
    void the_answer_of_the_peer_that_is_offered_the_request_is_kept_until_it_has_taken_it() {
        request.offeredTo(taking);

        assertThat(request.keep(taking, ANSWER)).isNull();

        assertThat(request.isAskedOf(taking)).isFalse();
        assertThat(request.asked(taking)).isEqualTo(ANSWER);
        assertThat(request.isAskedOf(taking)).isTrue();
    }

    @Test
    @DisplayName("hostile F8: a peer at its mark guessed the number, and the next one's answer counts all the same")
    void the_guess_of_a_peer_that_did_not_take_the_request_gives_way() {
        request.offeredTo(full);
        request.keep(full, GUESS);
        request.offeredTo(taking);

        assertThat(request.keep(taking, ANSWER)).isSameAs(GUESS);

        assertThat(request.asked(taking)).isEqualTo(ANSWER);
    }

    @Test
    void a_peer_that_is_not_offered_the_request_replaces_nothing() {
        request.offeredTo(full);
        request.offeredTo(taking);
        request.keep(taking, ANSWER);

        assertThat(request.keep(full, GUESS)).isSameAs(GUESS);

        assertThat(request.asked(taking)).isEqualTo(ANSWER);
    }

    @Test
    void a_second_answer_of_the_same_peer_is_not_kept() {
        ZmqMessage again = ZmqMessage.of("again");
        request.offeredTo(taking);
        request.keep(taking, ANSWER);

        assertThat(request.keep(taking, again)).isSameAs(again);

        assertThat(request.asked(taking)).isEqualTo(ANSWER);
    }
}
