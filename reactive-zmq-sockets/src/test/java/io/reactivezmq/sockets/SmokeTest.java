package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class SmokeTest {

    @Test
    void pushReachesPull() {
        try (ZmqContext zmq = ZmqContext.create()) {
            PullSocket pull = zmq.pull();
            PushSocket push = zmq.push();
            Endpoint bound = pull.bindNow("tcp://127.0.0.1:*");
            push.connectNow(bound);
            push.send(Flux.range(0, 100000).map(i -> ZmqMessage.builder().addInt(i).build())).subscribe();
            List<Integer> got = pull.receive().take(100000).map(m -> m.frameAsInt(0)).collectList().block(Duration.ofSeconds(20));
            assertThat(got).hasSize(100000).isSorted();
            System.err.println(push.statistics());
            System.err.println(pull.statistics());
        }
    }

    @Test
    void pubReachesSub() {
        try (ZmqContext zmq = ZmqContext.create()) {
            PubSocket pub = zmq.pub();
            SubSocket sub = zmq.sub();
            sub.events().subscribe(System.err::println);
            sub.subscribe("a");
            sub.connectNow(pub.bindNow("tcp://127.0.0.1:*"));
            pub.send(Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().map(i -> ZmqMessage.of("a" + i))).subscribe();
            assertThat(sub.receive().take(5).collectList().block(Duration.ofSeconds(20))).hasSize(5);
        }
    }
}
