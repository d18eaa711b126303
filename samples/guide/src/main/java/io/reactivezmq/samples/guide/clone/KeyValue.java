package io.reactivezmq.samples.guide.clone;

import io.reactivezmq.core.message.ZmqMessage;
import java.nio.ByteBuffer;
import java.util.UUID;
import reactor.core.publisher.Flux;

/**
 * A message of RFC 12 as all of them look but ICANHAZ: key, sequence number, UUID, properties, value.
 *
 * @param frames five of them, the second one of 8 bytes
 */
record KeyValue(ZmqMessage frames) {

    private static final String HUGZ = "HUGZ";
    private static final String KTHXBAI = "KTHXBAI";
    private static final byte[] NONE = new byte[0];

    /** What is not such a message is left out. */
    static Flux<KeyValue> read(Flux<ZmqMessage> messages) {
        return messages.filter(message -> message.frameCount() == 5 && message.frameSize(1) == Long.BYTES).map(KeyValue::new);
    }

    /** KVSET: what a client wants; an empty value deletes the key. */
    static KeyValue set(String key, String value) {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
        return new KeyValue(ZmqMessage.builder().add(key).addLong(0).add(bytes).addEmpty().add(value).build());
    }

    /** HUGZ: the server lives. */
    static KeyValue hugz() {
        return command(HUGZ, 0);
    }

    /** KTHXBAI: the snapshot is complete, up to this number. */
    static KeyValue end(long sequence) {
        return command(KTHXBAI, sequence);
    }

    private static KeyValue command(String name, long sequence) {
        return new KeyValue(ZmqMessage.builder().add(name).addLong(sequence).addEmpty().addEmpty().addEmpty().build());
    }

    /** KVPUB: as it is published. */
    KeyValue numbered(long sequence) {
        return new KeyValue(ZmqMessage.builder().add(frames.frame(0)).addLong(sequence).add(frames.frame(2)).add(frames.frame(3))
                .add(frames.frame(4)).build());
    }

    /** KVSYNC: as it stands in a snapshot. */
    KeyValue bare() {
        return new KeyValue(ZmqMessage.of(frames.frame(0), frames.frame(1), NONE, NONE, frames.frame(4)));
    }

    String key() {
        return frames.frameAsString(0);
    }

    long sequence() {
        return frames.frameAsLong(1);
    }

    String value() {
        return frames.frameAsString(4);
    }

    boolean isDeletion() {
        return frames.frameSize(4) == 0;
    }

    boolean isHugz() {
        return key().equals(HUGZ) && isDeletion();
    }

    boolean isEnd() {
        return key().equals(KTHXBAI);
    }
}
