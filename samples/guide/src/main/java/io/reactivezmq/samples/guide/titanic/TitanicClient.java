package io.reactivezmq.samples.guide.titanic;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Client;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What a client of {@link Titanic} says, over majordomo. The id of a request is all that it has to keep meanwhile. */
final class TitanicClient {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int RETRIES = 3;

    private final Client client;

    TitanicClient(Client client) {
        this.client = client;
    }

    /** Leaves a request; gives its id, when it is on the disk. Fails if it was not accepted. */
    Mono<String> leave(String service, ZmqMessage body) {
        return client.request("titanic.request", body.withFirst(service), LIMIT, RETRIES).map(reply -> {
            if (!reply.frameAsString(0).equals("200") || reply.frameCount() < 2) {
                throw new IllegalStateException("titanic refused the request with " + reply + ": has it room for more?");
            }
            return reply.frameAsString(1);
        });
    }

    /** Waits for the answer, for as long as it is subscribed; empty if the request is not known. */
    Mono<ZmqMessage> await(String id, Duration pause, Scheduler timer) {
        return client.request("titanic.reply", ZmqMessage.of(id), LIMIT, RETRIES)
                .filter(reply -> !reply.frameAsString(0).equals("300"))
                .repeatWhenEmpty(Integer.MAX_VALUE, again -> again.delayElements(pause, timer))
                .filter(reply -> reply.frameAsString(0).equals("200") && reply.frameCount() > 1)
                .map(reply -> reply.withoutFirst(1));
    }

    /** Request and answer are needed no more. */
    Mono<Void> close(String id) {
        return client.request("titanic.close", ZmqMessage.of(id), LIMIT, RETRIES).then();
    }
}
