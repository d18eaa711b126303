package io.reactivezmq.codec.mechanism;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.CommandName;
import io.reactivezmq.codec.wire.ErrorCommand;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.ReadyCommand;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import org.jspecify.annotations.Nullable;

/**
 * No security: each side sends READY with its properties at once and waits for the other's (RFC 37, section "The NULL
 * Security Mechanism"). The peer may send ERROR instead. Where the socket has peers judged, by their address alone, READY waits
 * for the judgement.
 */
public final class NullMechanism implements Mechanism {

    public static final String NAME = "NULL";

    private final Metadata own;
    private final int maxProperties;
    private final boolean asks;
    private @Nullable Metadata peer;
    private boolean admitted;
    private @Nullable Credentials question;

    /**
     * @param own what this side tells about itself
     * @param maxProperties properties accepted from the peer
     * @param asks whether a third party judges the peer
     */
    public NullMechanism(Metadata own, int maxProperties, boolean asks) {
        this.own = own;
        this.asks = asks;
        this.admitted = !asks;
        this.maxProperties = maxProperties;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** There are no roles. */
    @Override
    public boolean asServer() {
        return false;
    }

    @Override
    public void start(ByteBuf out) {
        if (asks) {
            question = Credentials.none();
        } else {
            ReadyCommand.encode(out, own);
        }
    }

    /** Who has sent READY may still send ERROR while it is judged, and nothing else. */
    @Override
    public int maxNextCommand() {
        return peer == null ? Integer.MAX_VALUE : ErrorCommand.MAX_SIZE;
    }

    @Override
    public void receive(byte[] body, ByteBuf out) {
        CommandName name = CommandName.of(body);
        if (name == CommandName.ERROR) {
            throw ZmtpViolations.peerError(ErrorCommand.decode(body));
        }
        if (name != CommandName.READY || peer != null) {
            throw ZmtpViolations.unexpectedCommand(body);
        }
        peer = ReadyCommand.decode(body, maxProperties).properties();
    }

    @Override
    public @Nullable Credentials credentials() {
        return question;
    }

    @Override
    public void judged(ZapReply reply, ByteBuf out) {
        if (question == null) {
            throw new IllegalStateException("nothing to judge");
        }
        question = null;
        if (reply.isAccepted()) {
            admitted = true;
            ReadyCommand.encode(out, own);
        } else {
            Refusals.encode(reply, out);
        }
    }

    @Override
    public boolean isComplete() {
        return admitted && peer != null;
    }

    @Override
    public Metadata peerMetadata() {
        Metadata known = peer;
        if (known == null) {
            throw new IllegalStateException("the peer has not sent READY");
        }
        return known;
    }

    @Override
    public boolean admitsAnyone() {
        return !asks;
    }
}
