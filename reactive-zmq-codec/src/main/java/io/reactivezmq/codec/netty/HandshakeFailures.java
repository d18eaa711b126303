package io.reactivezmq.codec.netty;

import io.reactivezmq.codec.engine.HandshakeEngine;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import java.io.IOException;
import java.time.Duration;

/** Why a handshake ended without the peer breaking the protocol, by name; each says how far it had come. */
final class HandshakeFailures {

    private HandshakeFailures() {
    }

    static ZmqException expired(HandshakeEngine engine, Duration deadline) {
        return new ZmqTimeoutException("no handshake within " + deadline + ": still " + progress(engine));
    }

    static ZmqException closedByPeer(HandshakeEngine engine) {
        return new ZmqConnectionException(ErrorCode.EPIPE, "the peer closed the connection " + progress(engine));
    }

    static ZmqException abandoned(HandshakeEngine engine) {
        return new ZmqConnectionException(ErrorCode.ECONNABORTED, "the handshake was abandoned " + progress(engine));
    }

    /** The cause itself if it is one of ours, else the transport's error, or a defect of this library, with a name. */
    static ZmqException of(HandshakeEngine engine, Throwable cause) {
        if (cause instanceof ZmqException known) {
            return known;
        }
        return new ZmqConnectionException(code(cause), "the connection failed " + progress(engine) + ": " + cause, cause);
    }

    private static ErrorCode code(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return ErrorCode.ENOBUFS;
        }
        return cause instanceof IOException ? ErrorCode.ECONNRESET : ErrorCode.EIO;
    }

    private static String progress(HandshakeEngine engine) {
        return engine.phase().text() + ", after " + engine.bytesReceived() + " bytes";
    }
}
