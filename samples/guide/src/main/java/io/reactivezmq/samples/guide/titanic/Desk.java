package io.reactivezmq.samples.guide.titanic;

import io.reactivezmq.core.message.ZmqMessage;
import java.io.IOException;

/** The three services of RFC 9 over the store: who leaves a request, asks for its answer, and needs it no more. They block. */
final class Desk {

    /** The answer to a message of a client; its first frame is a status. */
    interface Service {

        ZmqMessage answer(ZmqMessage message) throws IOException;
    }

    private final Store store;

    Desk(Store store) {
        this.store = store;
    }

    /** A service and the body of a request for it: 200 and its id, 400 if that is no request, 500 if there is no room. */
    ZmqMessage accept(ZmqMessage request) throws IOException {
        if (request.frameCount() < 2) {
            return status("400");
        }
        return store.add(request).map(id -> ZmqMessage.of("200", id)).orElseGet(() -> status("500"));
    }

    /** An id: 200 and the answer, 300 if there is none yet, 400 if nobody knows the request. */
    ZmqMessage reply(ZmqMessage request) throws IOException {
        String id = request.frameAsString(0);
        if (!Store.isId(id) || store.request(id).isEmpty()) {
            return status("400");
        }
        return store.reply(id).map(reply -> reply.withFirst("200")).orElseGet(() -> status("300"));
    }

    /** An id: 200, also for what is not there any more. */
    ZmqMessage close(ZmqMessage request) throws IOException {
        String id = request.frameAsString(0);
        if (Store.isId(id)) {
            store.close(id);
        }
        return status("200");
    }

    private static ZmqMessage status(String code) {
        return ZmqMessage.of(code);
    }
}
