package io.reactivezmq.samples.guide.clone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactivezmq.core.message.ZmqMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;

/**
 * A message of RFC 12 as all of them look but ICANHAZ: key, sequence number, UUID, properties, value.
 *
 * @param frames five of them, the second one of 8 bytes, the third one of 16 or empty
 */
record KeyValue(ZmqMessage frames) {

    static final String HUGZ = "HUGZ";
    private static final String KTHXBAI = "KTHXBAI";
    private static final Set<String> COMMANDS = Set.of(HUGZ, KTHXBAI);
    private static final int UUID_SIZE = 16;
    private static final byte[] NONE = new byte[0];
    /** Up to 31 years; what is none of this is no time to live. */
    private static final Pattern TTL = Pattern.compile("(?m)^ttl=([0-9]{1,9})$");

    /** What is not such a message is left out. */
    static Flux<KeyValue> read(Flux<ZmqMessage> messages) {
        return messages.filter(message -> message.frameCount() == 5 && message.frameSize(1) == Long.BYTES
                && (message.frameSize(2) == 0 || message.frameSize(2) == UUID_SIZE)).map(KeyValue::new);
    }

    /** KVSET: what a client wants; an empty value deletes the key. */
    static KeyValue set(String key, String value) {
        return set(key, value, "");
    }

    /** KVSET of a key that the server deletes after so many whole seconds, unless it is set again before. */
    static KeyValue set(String key, String value, Duration timeToLive) {
        return set(key, value, "ttl=" + timeToLive.toSeconds() + "\n");
    }

    private static KeyValue set(String key, String value, String properties) {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(UUID_SIZE).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits())
                .array();
        return new KeyValue(ZmqMessage.builder().add(key).addLong(0).add(bytes).add(properties).add(value).build());
    }

    /** HUGZ: the server lives. */
    static KeyValue hugz() {
        return bare(HUGZ, 0, NONE);
    }

    /** KTHXBAI: the snapshot of this subtree is complete, up to this number. */
    static KeyValue end(long sequence, String subtree) {
        return bare(KTHXBAI, sequence, subtree.getBytes(UTF_8));
    }

    /** KVPUB of a key that nobody has deleted, but time. */
    static KeyValue expired(String key, long sequence) {
        return bare(key, sequence, NONE);
    }

    private static KeyValue bare(String key, long sequence, byte[] value) {
        return new KeyValue(ZmqMessage.builder().add(key).addLong(sequence).addEmpty().addEmpty().add(value).build());
    }

    /** KVPUB: as it is published. */
    KeyValue numbered(long sequence) {
        return new KeyValue(ZmqMessage.builder().add(frames.frame(0)).addLong(sequence).add(frames.frame(2)).add(frames.frame(3))
                .add(frames.frame(4)).build());
    }

    /** KVSYNC: as it stands in a snapshot of this number. */
    KeyValue synced(long sequence) {
        return bare(key(), sequence, frames.frame(4));
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

    /** After how long the server deletes the key; empty for one that stays. */
    Optional<Duration> timeToLive() {
        Matcher ttl = TTL.matcher(frames.frameAsString(3));
        return ttl.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(ttl.group(1)))).filter(time -> !time.isZero())
                : Optional.empty();
    }

    boolean isDeletion() {
        return frames.frameSize(4) == 0;
    }

    /** Whether the key is the name of a command: as an entry it would end a snapshot early, or look like a heartbeat. */
    boolean isCommand() {
        return COMMANDS.contains(key());
    }

    boolean isHugz() {
        return key().equals(HUGZ) && isDeletion();
    }

    boolean isEnd() {
        return key().equals(KTHXBAI);
    }
}
