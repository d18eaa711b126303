package io.reactivezmq.core.security;

import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.message.MessageMetadata;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to a {@link ZapRequest} (RFC 27, section "The ZAP Reply"). Immutable. */
public final class ZapReply {

    private static final int ACCEPTED = 200;
    private static final int MAX_TEXT = 255;

    private final @Nullable SecurityFailure failure;
    private final String statusText;
    private final byte[] userId;
    private final MessageMetadata metadata;

    private ZapReply(@Nullable SecurityFailure failure, String statusText, byte[] userId, MessageMetadata metadata) {
        if (userId.length > MAX_TEXT) {
            throw new ZmqOptionException("user id", userId.length + " bytes", "0 to " + MAX_TEXT + " bytes");
        }
        this.failure = failure;
        this.statusText = statusText;
        this.userId = userId;
        this.metadata = metadata;
    }

    /**
     * 200: the peer is let in.
     *
     * @param userId who it is; the {@code User-Id} of its messages; empty for none, at most 255 bytes of UTF-8
     */
    public static ZapReply accept(String userId) {
        return accept(userId, Map.of());
    }

    /**
     * 200: the peer is let in.
     *
     * @param userId who it is; the {@code User-Id} of its messages; empty for none, at most 255 bytes of UTF-8
     * @param metadata more properties of its messages; what the peer says about itself does not change them
     */
    public static ZapReply accept(String userId, Map<String, String> metadata) {
        Map<String, byte[]> properties = new LinkedHashMap<>();
        metadata.forEach((name, value) -> properties.put(name, value.getBytes(StandardCharsets.UTF_8)));
        return accept(userId.getBytes(StandardCharsets.UTF_8), MessageMetadata.of(properties));
    }

    /** As {@link #accept(String, Map)}, with the bytes as they are; the user id is copied. */
    public static ZapReply accept(byte[] userId, MessageMetadata metadata) {
        return new ZapReply(null, "OK", userId.clone(), metadata);
    }

    /** 300: no decision now. The peer is told nothing; its connection closes and it may try again. */
    public static ZapReply temporaryFailure(String statusText) {
        return refusal(SecurityFailure.TEMPORARY_FAILURE, statusText);
    }

    /** 400: the peer may not come in. It is told the number and nothing else, and does not try again. */
    public static ZapReply refuse(String statusText) {
        return refusal(SecurityFailure.REFUSED, statusText);
    }

    /** 500: whoever decides has failed. The peer is told the number and nothing else, and does not try again. */
    public static ZapReply failure(String statusText) {
        return refusal(SecurityFailure.INTERNAL_ERROR, statusText);
    }

    private static ZapReply refusal(SecurityFailure failure, String statusText) {
        return new ZapReply(failure, statusText, new byte[0], MessageMetadata.empty());
    }

    /** 200, 300, 400 or 500. */
    public int statusCode() {
        SecurityFailure known = failure;
        return known == null ? ACCEPTED : known.zapStatus();
    }

    /** What goes with the status, for people on this side; the peer never sees it. */
    public String statusText() {
        return statusText;
    }

    /** Whether the peer is let in. */
    public boolean isAccepted() {
        return failure == null;
    }

    /** Why not; empty if it is let in. */
    public Optional<SecurityFailure> refusal() {
        return Optional.ofNullable(failure);
    }

    /** Who the peer is, as UTF-8; may be empty. */
    public String userId() {
        return new String(userId, StandardCharsets.UTF_8);
    }

    /** What its messages will say about the peer: {@code User-Id}, if there is one, and the other properties. */
    public MessageMetadata properties() {
        if (userId.length == 0) {
            return metadata;
        }
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(MessageMetadata.USER_ID, userId);
        metadata.names().forEach(name -> metadata.bytes(name).ifPresent(value -> all.putIfAbsent(name, value)));
        return MessageMetadata.of(all);
    }

    /** Status and user id. */
    @Override
    public String toString() {
        return "ZapReply[" + statusCode() + ' ' + statusText + (userId.length == 0 ? "" : ", user=" + userId()) + ']';
    }
}
