package io.reactivezmq.proxy;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** {@code captured()} of a proxy through which a message goes every millisecond, to a capture that nobody has to keep up with. */
@Test
public class CapturedTckTest extends PublisherVerification<ZmqMessage> {

    private static final long EXPECTED_MILLIS = 1_500;
    private static final long UNEXPECTED_MILLIS = 50;

    private final ZmqContext zmq =
            TestContexts.builder().options(SocketOptions.builder().linger(Duration.ZERO).build()).build();
    private Disposable.Composite opened = Disposables.composite();

    public CapturedTckTest() {
        super(new TestEnvironment(EXPECTED_MILLIS, UNEXPECTED_MILLIS));
    }

    @Override
    public Publisher<ZmqMessage> createPublisher(long elements) {
        closeSockets(); // some rules are tried a hundred times
        PullSocket frontend = zmq.pull();
        PushSocket backend = zmq.push();
        PushSocket client = zmq.push();
        PullSocket worker = zmq.pull();
        opened.addAll(List.of(frontend, backend, client, worker));
        ZmqProxy proxy = ZmqProxy.between(frontend, backend);
        if (elements == 0) {
            backend.close();
            return proxy.captured();
        }
        client.connectNow(frontend.bindNow("tcp://127.0.0.1:*"));
        worker.connectNow(backend.bindNow("tcp://127.0.0.1:*"));
        opened.add(worker.receive().subscribe());
        opened.add(proxy.start());
        opened.add(Flux.interval(Duration.ofMillis(1)).onBackpressureDrop()
                .concatMap(tick -> client.send(ZmqMessage.of("tick"))).subscribe(sent -> { }, closed -> { }));
        return proxy.captured().take(elements);
    }

    /** There is none, so the tests of failed publishers are skipped: captured() never fails and rejects no subscriber. */
    @Override
    public @Nullable Publisher<ZmqMessage> createFailedPublisher() {
        return null;
    }

    @AfterMethod
    public void closeSockets() {
        opened.dispose();
        opened = Disposables.composite();
    }

    @AfterClass
    public void closeContext() {
        zmq.close();
    }
}
