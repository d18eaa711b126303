package io.reactivezmq.codec.mechanism;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.CommandName;
import io.reactivezmq.codec.wire.ErrorCommand;
import io.reactivezmq.codec.wire.HelloCommand;
import io.reactivezmq.codec.wire.InitiateCommand;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.ReadyCommand;
import io.reactivezmq.codec.wire.WelcomeCommand;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.security.Security;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The client of PLAIN (RFC 24).
 *
 * <pre>
 *        HELLO                  WELCOME / INITIATE              READY
 *   ---------------> WELCOME_DUE ------------------> READY_DUE -------> COMPLETE
 *                        |                               |
 *                        +----------- ERROR -------------+--> refused
 * </pre>
 */
public final class PlainClientMechanism implements Mechanism {

    private final Security.PlainClient credentials;
    private final Metadata own;
    private final int maxProperties;
    private boolean welcome;
    private @Nullable Metadata peer;

    /**
     * @param credentials what to tell the server
     * @param own what this side tells about itself
     * @param maxProperties properties accepted from the peer
     */
    public PlainClientMechanism(Security.PlainClient credentials, Metadata own, int maxProperties) {
        this.credentials = credentials;
        this.own = own;
        this.maxProperties = maxProperties;
    }

    @Override
    public String name() {
        return PlainServerMechanism.NAME;
    }

    @Override
    public boolean asServer() {
        return false;
    }

    @Override
    public void start(ByteBuf out) {
        HelloCommand hello = new HelloCommand(credentials.user().getBytes(StandardCharsets.UTF_8),
                credentials.password().getBytes(StandardCharsets.UTF_8));
        hello.encode(out);
        hello.wipe();
    }

    @Override
    public void receive(byte[] received, ByteBuf out) {
        byte[] body = ErrorCommand.corrected(received);
        CommandName name = CommandName.of(body);
        if (name == CommandName.ERROR && peer == null) {
            throw ZmtpViolations.peerError(ErrorCommand.decode(body));
        }
        if (name == CommandName.WELCOME && !welcome) {
            WelcomeCommand.decode(body);
            welcome = true;
            InitiateCommand.encode(out, own);
        } else if (name == CommandName.READY && welcome && peer == null) {
            peer = ReadyCommand.decode(body, maxProperties).properties();
        } else {
            throw ZmtpViolations.unexpectedCommand(body);
        }
    }

    /** The password. */
    @Override
    public boolean hasOpenSecrets() {
        return true;
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
}
