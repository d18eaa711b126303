package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.text;

import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.options.QueueOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** An inbox whose pipes are read by hand, on an event loop that runs when it is told to, and what its subscriber got. */
abstract class InboxFixture {

    final EmbeddedChannel loop = new EmbeddedChannel();
    final ReceivingOwner owner = new ReceivingOwner();
    final Inbox inbox = owner.inbox;
    final List<String> got = new ArrayList<>();

    @AfterEach
    void close() {
        loop.finishAndReleaseAll();
    }

    Pipe pipe() {
        return new Pipe(loop.eventLoop(), Endpoint.parse("inproc://test"), QueueOptions.defaults(), owner, List::of);
    }

    /** One read of a connection brings these. */
    static void read(Pipe pipe, String... messages) {
        for (String message : messages) {
            pipe.onMessage(text(message));
        }
        pipe.onReadComplete();
    }

    Receiver subscribe(long demand) {
        Receiver receiver = new Receiver(demand, got);
        inbox.subscribe(receiver);
        return receiver;
    }
}
