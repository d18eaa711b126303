package io.reactivezmq.samples.guide.majordomo;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Mdp.Command;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/** Asks for services by name. */
public final class Client {

    private static final int ENVELOPE = 2;

    private final ZmqContext zmq;
    private final Endpoint broker;
    private final ReqSocket req;
    private final Scheduler timer;

    /** @param timer for what is waited for */
    public Client(ZmqContext zmq, Endpoint broker, Scheduler timer) {
        this.zmq = zmq;
        this.broker = broker;
        this.timer = timer;
        req = zmq.req(options -> options.immediate(true));
        req.connect(broker).subscribe();
    }

    /**
     * One request, one answer (MDP/0.1). Requests of one client go one after the other, as the protocol wants it.
     *
     * @param timeout for each attempt, waiting for its turn included
     * @param retries attempts after the first; a worker may get the request more than once
     * @return fails with {@link ZmqTimeoutException} after the last attempt
     */
    public Mono<ZmqMessage> request(String service, ZmqMessage body, Duration timeout, int retries) {
        return req.request(Mdp.CLIENT_1.message(Command.REQUEST, body.withFirst(service)).withoutFirst(1))
                .filter(reply -> reply.frameCount() > ENVELOPE)
                .map(reply -> reply.withoutFirst(ENVELOPE))
                .timeout(timeout, timer)
                .retryWhen(Retry.max(retries).onRetryExhaustedThrow((spec, last) -> noAnswer(service, timeout, last.failure())));
    }

    /**
     * One request, an answer of many parts (MDP/0.2), over a socket of its own, since the protocol has no numbers to tell answers
     * apart. Not repeated: half of the answer may be there already.
     *
     * @param timeout for each part
     * @return fails with {@link ZmqTimeoutException} where a part does not come
     */
    public Flux<ZmqMessage> stream(String service, ZmqMessage body, Duration timeout) {
        return Flux.usingWhen(Mono.fromSupplier(zmq::dealer), socket -> conversation(socket, service, body, timeout),
                DealerSocket::disposeLater);
    }

    private Flux<ZmqMessage> conversation(DealerSocket socket, String service, ZmqMessage body, Duration timeout) {
        return socket.connect(broker)
                .then(socket.send(Mdp.CLIENT_2.message(Command.REQUEST, body.withFirst(service))))
                .thenMany(socket.receive())
                .transform(Mdp::read)
                .filter(part -> part.dialect() == Mdp.CLIENT_2 && part.command() != Command.REQUEST && part.size() > 1)
                .timeout(timeout, timer)
                .onErrorMap(TimeoutException.class, late -> noAnswer(service, timeout, late))
                .takeUntil(part -> part.command() == Command.FINAL)
                .<ZmqMessage>handle((part, sink) -> {
                    ZmqMessage rest = part.rest();
                    if (rest != null) {
                        sink.next(rest.withoutFirst(1));
                    }
                });
    }

    private static ZmqTimeoutException noAnswer(String service, Duration timeout, @Nullable Throwable cause) {
        return new ZmqTimeoutException("no answer of " + service + " within " + timeout.toMillis()
                + " ms: is the broker running, and has it a worker of that service?", cause);
    }

    /** Begins to close the socket; who waits for an answer gets an error. */
    public void dispose() {
        req.dispose();
    }
}
