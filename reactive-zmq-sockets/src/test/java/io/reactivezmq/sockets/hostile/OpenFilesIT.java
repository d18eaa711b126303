package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class OpenFilesIT {

    /** Several: a virtual machine opens files for a moment now and then, and whoever comes first may be given one's place. */
    private static final int NEWCOMERS = 8;
    private static final List<String> LIMITED = List.of("/bin/sh", "-c", "ulimit -n 512 && exec \"$@\"", "sh");

    @Test
    @DisplayName("H5: EMFILE on accept -> an event, back off, recover when fds return; ZMQ_EVENT_ACCEPT_FAILED")
    void acceptingGoesOnWhenFilesAreClosed() {
        try (JavaProcess victim = new JavaProcess(LIMITED, List.of(), OpenFilesVictim.class);
                ZmqContext zmq = TestContexts.create()) {
            Endpoint endpoint = Endpoint.parse(victim.await("bound"));
            PushSocket bystander = zmq.push();
            bystander.connectNow(endpoint);
            assertServed(bystander, "before", victim);

            victim.tell("fill");
            victim.await("filled");
            List<PushSocket> newcomers = Stream.generate(zmq::push).limit(NEWCOMERS).toList();
            newcomers.forEach(newcomer -> newcomer.connectNow(endpoint));
            victim.await(refusal());
            assertServed(bystander, "meanwhile", victim);

            victim.tell("free");
            for (int i = 0; i < NEWCOMERS; i++) {
                assertServed(newcomers.get(i), "newcomer " + i, victim);
            }
            assertServed(bystander, "after", victim);
        }
    }

    /** NIO has no error numbers. */
    private static String refusal() {
        return switch (TestContexts.io()) {
            case NIO -> "refused EIO";
            case AUTO, IO_URING, EPOLL, KQUEUE -> "refused EMFILE";
        };
    }

    private static void assertServed(PushSocket peer, String text, JavaProcess victim) {
        peer.send(ZmqMessage.of(text)).block(EventLog.DEADLINE);
        victim.await("got " + text);
    }
}
