package io.reactivezmq.codec.mechanism;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.CommandName;
import io.reactivezmq.codec.wire.ErrorCommand;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.ReadyCommand;
import io.reactivezmq.codec.wire.ZmtpViolations;
import org.jspecify.annotations.Nullable;

/**
 * No security: each side sends READY with its properties at once and waits for the other's (RFC 37, section "The NULL
 * Security Mechanism"). The peer may send ERROR instead.
 */
public final class NullMechanism implements Mechanism {

    public static final String NAME = "NULL";

    private final Metadata own;
    private final int maxProperties;
    private @Nullable Metadata peer;

    /**
     * @param own what this side tells about itself
     * @param maxProperties properties accepted from the peer
     */
    public NullMechanism(Metadata own, int maxProperties) {
        this.own = own;
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
        ReadyCommand.encode(out, own);
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
    public boolean isComplete() {
        return peer != null;
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
        return true;
    }
}
