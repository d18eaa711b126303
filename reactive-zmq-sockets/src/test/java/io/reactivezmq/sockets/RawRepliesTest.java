package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A newer raw request may come at any moment of the arrival of an older one's reply (req.cpp, ZMQ_REQ_RELAXED). */
class RawRepliesTest {

    private static final ZmqMessage OLD = ZmqMessage.of("old");

    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final DropCounters drops = new DropCounters();
    private final Pattern owner = new Pattern(drops) {
        @Override
        void close() {
        }
    };
    private final Pipe pipe =
            new Pipe(loop.eventLoop(), Endpoint.parse("inproc://test"), QueueOptions.defaults(), owner, List::of);
    private final RawReplies replies = new RawReplies(drops);
    private final ReqCall older = call();
    private final ReqCall newer = call();

    @AfterEach
    void close() {
        loop.finishAndReleaseAll();
    }

    private static ReqCall call() {
        AtomicReference<ReqCall> call = new AtomicReference<>();
        Mono.<Void>create(sink -> call.set(ReqCall.send(ZmqMessage.of("?"), sink))).subscribe();
        return call.get();
    }

    private void arrives(ReqCall call, ZmqMessage reply) {
        replies.arrives(pipe);
        replies.accept(pipe, call, reply);
        replies.endOfRead(pipe);
    }

    private List<ZmqMessage> received() {
        List<ZmqMessage> received = new ArrayList<>();
        replies.received().subscribe(received::add).dispose();
        return received;
    }

    @Test
    void the_reply_to_the_newest_is_received() {
        replies.isFor(older);

        arrives(older, OLD);

        assertThat(received()).containsExactly(OLD);
        assertThat(drops.snapshot()).isEmpty();
    }

    @Test
    @DisplayName("a newer request was made when the reply had been matched and not been handed over yet")
    void a_reply_that_is_overtaken_before_it_is_handed_over_is_stale() {
        replies.isFor(older);
        replies.arrives(pipe);
        replies.isFor(newer);

        replies.accept(pipe, older, OLD);
        replies.endOfRead(pipe);

        assertThat(received()).isEmpty();
        assertThat(drops.snapshot()).isEqualTo(Map.of(DropReason.STALE, 1L));
    }

    @Test
    @DisplayName("a newer request waits until the unread reply before it is forgotten on that one's event loop")
    void a_reply_that_is_overtaken_while_nobody_has_received_it_is_stale() {
        AtomicBoolean joined = new AtomicBoolean();
        replies.isFor(older);
        arrives(older, OLD);

        replies.isFor(newer);
        replies.forgetBefore(newer, () -> joined.set(true));
        assertThat(joined).isFalse();
        loop.runPendingTasks();

        assertThat(joined).isTrue();
        assertThat(received()).isEmpty();
        assertThat(drops.snapshot()).isEqualTo(Map.of(DropReason.STALE, 1L));
    }

    @Test
    @DisplayName("one that was overtaken itself forgets nothing: the reply may be that to the newest")
    void an_overtaken_request_does_not_forget_the_reply_to_the_newest() {
        ZmqMessage reply = ZmqMessage.of("new");
        replies.isFor(older);
        arrives(older, OLD);
        replies.isFor(older);
        replies.forgetBefore(older, () -> { });
        replies.isFor(newer);
        received();
        arrives(newer, reply);

        loop.runPendingTasks();

        assertThat(received()).containsExactly(reply);
    }

    @Test
    @DisplayName("zmq_send(3) EFSM: no request from when a reply is about to be handed over until it is received")
    void a_reply_is_there_from_its_arrival_until_it_is_received() {
        replies.isFor(older);
        replies.arrives(pipe);
        assertThat(replies.isThere()).isTrue();
        assertThat(replies.isArriving()).isTrue();
        replies.accept(pipe, older, OLD);
        replies.endOfRead(pipe);
        assertThat(replies.isThere()).isTrue();
        assertThat(replies.isArriving()).isFalse();

        received();

        assertThat(replies.isThere()).isFalse();
    }
}
