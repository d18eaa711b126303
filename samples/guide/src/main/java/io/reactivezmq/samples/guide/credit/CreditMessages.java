package io.reactivezmq.samples.guide.credit;

import io.reactivezmq.core.message.ZmqMessage;

/** What crosses the wire: REQUEST and CANCEL to the source; NEXT, COMPLETE and ERROR from it. */
final class CreditMessages {

    /** Messages that may be on their way to a consumer. More demand than that is passed on in portions. */
    static final int WINDOW = 256;

    static final ZmqMessage CANCEL = ZmqMessage.of("CANCEL");
    static final ZmqMessage COMPLETE = ZmqMessage.of("COMPLETE");

    private CreditMessages() {
    }

    static ZmqMessage request(long n) {
        return ZmqMessage.builder().add("REQUEST").addLong(n).build();
    }

    static boolean isRequest(ZmqMessage message) {
        return message.frameCount() == 2 && message.frameAsString(0).equals("REQUEST") && message.frameSize(1) == Long.BYTES;
    }

    static ZmqMessage next(ZmqMessage body) {
        return body.withFirst("NEXT");
    }

    static ZmqMessage error(String reason) {
        return ZmqMessage.of("ERROR", reason);
    }
}
