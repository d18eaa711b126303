package io.reactivezmq.samples.guide.paranoidpirate;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.message.ZmqMessageBuilder;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Paranoid pirate: a queue whose workers may die, freeze, never finish a job, and come back.
 *
 * <p>Most of the guide's chapter is a heartbeat protocol (RFC 6) in both poll loops: when to send, when to expect, when to close
 * the socket and make a new one. ZMTP 3.1 has heartbeats, so here they are options; a connection that is lost is made again by the
 * socket; and a hello message ({@code routing.helloMessage}) says READY on each new one. What is left of the worker is {@link
 * #work}: jobs, one after the other, and their answers.
 *
 * <p>What a heartbeat tells is that a process is dead or frozen. It is answered while a service hangs, and so for each job there is
 * a limit besides.
 */
final class ParanoidPirate {

    private ParanoidPirate() {
    }

    /**
     * A worker, for as long as it is subscribed and the context is open.
     *
     * @param beat as the queue has it
     * @param service the answer to a job; if it fails the worker ends with its error, and the job goes to another one
     */
    static Mono<Void> work(ZmqContext zmq, Endpoint queue, Duration beat, Function<ZmqMessage, Mono<ZmqMessage>> service) {
        return Mono.usingWhen(
                        Mono.fromSupplier(() -> zmq.dealer(options -> options
                                .heartbeat(heartbeat -> heartbeat.interval(beat).timeout(beat.multipliedBy(3)))
                                .routing(routing -> routing.helloMessage(PirateQueue.READY)))),
                        socket -> socket.connect(queue)
                                .then(socket.send(socket.receive().concatMap(job -> answer(job, service), 1))),
                        DealerSocket::disposeLater)
                .onErrorComplete(ZmqClosedException.class);
    }

    /** The envelope, everything up to the first empty frame, comes back in front of the answer. */
    private static Mono<ZmqMessage> answer(ZmqMessage job, Function<ZmqMessage, Mono<ZmqMessage>> service) {
        int body = 1;
        while (body < job.frameCount() && job.frameSize(body - 1) > 0) {
            body++;
        }
        ZmqMessageBuilder answer = ZmqMessage.builder();
        for (int i = 0; i < body; i++) {
            answer.add(job.frame(i));
        }
        return service.apply(body < job.frameCount() ? job.withoutFirst(body) : ZmqMessage.empty()).map(result -> {
            for (int i = 0; i < result.frameCount(); i++) {
                answer.add(result.frame(i));
            }
            return answer.build();
        });
    }
}
