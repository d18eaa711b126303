package io.reactivezmq.sockets.zap;

import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import io.reactivezmq.core.security.ZapRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Requests and replies as the messages of RFC 27. A reply that is not exactly what the RFC says lets nobody in.
 *
 * <pre>
 *   request: "", "1.0", id, domain, address, identity, mechanism, credentials...
 *   reply:   "", "1.0", id, status, text, user id, metadata
 * </pre>
 */
final class ZapMessages {

    private static final byte[] DELIMITER = new byte[0];
    private static final byte[] VERSION = ascii("1.0");
    private static final int REPLY_FRAMES = 7;
    private static final int MAX_TEXT = 255;
    private static final int MAX_PROPERTIES = 64;

    private ZapMessages() {
    }

    /** @param id what the reply has to repeat */
    static ZmqMessage request(byte[] id, ZapRequest request) {
        List<byte[]> frames = new ArrayList<>(List.of(DELIMITER, VERSION, id, utf8(request.domain()), utf8(request.address()),
                request.routingId(), ascii(request.credentials().mechanism())));
        if (request.credentials() instanceof Credentials.Plain plain) {
            frames.add(plain.userBytes());
            frames.add(plain.passwordBytes());
        } else if (request.credentials() instanceof Credentials.Curve curve) {
            frames.add(curve.publicKey().bytes());
        }
        return ZmqMessage.of(frames.toArray(byte[][]::new));
    }

    /**
     * @param id of the request
     * @throws ZmqSecurityException if this is no reply to it
     */
    static ZapReply reply(byte[] id, ZmqMessage message) {
        int frames = message.frameCount();
        if (frames != REPLY_FRAMES || message.frameSize(0) > 0) {
            throw malformed(SecurityFailure.MALFORMED_REPLY,
                    frames + " frames, the first of " + message.frameSize(0) + " bytes, instead of 7 and 0");
        }
        if (!Arrays.equals(message.frame(1), VERSION)) {
            throw malformed(SecurityFailure.BAD_VERSION, message.frameAsString(1));
        }
        if (!Arrays.equals(message.frame(2), id)) {
            throw malformed(SecurityFailure.BAD_REQUEST_ID, message.frameAsString(2));
        }
        String status = message.frameAsString(3);
        String text = text(message, 4);
        byte[] user = message.frame(5);
        if (user.length > MAX_TEXT) {
            throw malformed(SecurityFailure.INVALID_METADATA, "a user id of " + user.length + " bytes");
        }
        return switch (status) {
            case "200" -> ZapReply.accept(user, metadata(message));
            case "300" -> checked(message, ZapReply.temporaryFailure(text));
            case "400" -> checked(message, ZapReply.refuse(text));
            case "500" -> checked(message, ZapReply.failure(text));
            default -> throw malformed(SecurityFailure.INVALID_STATUS, status);
        };
    }

    private static String text(ZmqMessage message, int frame) {
        if (message.frameSize(frame) > MAX_TEXT) {
            throw malformed(SecurityFailure.MALFORMED_REPLY, "a status text of " + message.frameSize(frame) + " bytes");
        }
        return message.frameAsString(frame);
    }

    private static ZapReply checked(ZmqMessage message, ZapReply reply) {
        metadata(message);
        return reply;
    }

    private static MessageMetadata metadata(ZmqMessage message) {
        try {
            return MessageMetadata.of(Metadata.decode(message.frame(REPLY_FRAMES - 1), MAX_PROPERTIES).asMap());
        } catch (ZmqProtocolException malformed) {
            throw malformed(SecurityFailure.INVALID_METADATA, malformed.detail());
        }
    }

    private static ZmqSecurityException malformed(SecurityFailure failure, String detail) {
        return ZmqSecurityException.refused(failure, detail);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
